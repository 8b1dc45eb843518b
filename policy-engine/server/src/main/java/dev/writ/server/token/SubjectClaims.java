package dev.writ.server.token;

import dev.writ.engine.request.VerifiedToken;
import dev.writ.server.peer.SubjectToken;
import dev.writ.server.token.SubjectsConfig.SubjectConfig;
import dev.writ.server.token.issuer.Issuer.Verified;
import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.Claims;
import dev.writ.server.token.jwt.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes a subject from the claims of one issuer's tokens. */
final class SubjectClaims {
  private static final String ANY = "*";
  private static final String ACTOR = "act";

  private final SubjectConfig config;

  SubjectClaims(SubjectConfig config) {
    this.config = config;
  }

  /** The type of its subjects. */
  String type() {
    return config.type();
  }

  /** Whether tokens bound to somebody else than the peer are taken. */
  boolean boundTokens() {
    return config.boundTokens();
  }

  /**
   * What a token says.
   *
   * @throws BadToken if it has no id, or claims of another form than configured
   */
  SubjectToken.Verified read(Verified verified) {
    Claims claims = verified.claims();
    String id = claims.text(config.id());
    if (id == null) {
      throw new BadToken(Reason.MALFORMED_CLAIM);
    }
    List<String> dropped = new ArrayList<>();
    Map<String, Object> properties = properties(claims);
    properties.put("roles", stated(claims, "roles", config.roles(), mayStateRoles(), dropped));
    properties.put("groups", stated(claims, "groups", config.groups(), mayStateGroups(), dropped));
    var token =
        new VerifiedToken(
            verified.issuer().url(),
            verified.key() == null ? null : verified.key().id(),
            hashed(claims.text("jti")),
            config.type(),
            id,
            properties,
            visible(claims));
    return new SubjectToken.Verified(token, dropped);
  }

  private List<String> mayStateRoles() {
    return config.mayStateRoles().orElse(List.of());
  }

  private List<String> mayStateGroups() {
    return config.mayStateGroups().orElse(List.of());
  }

  private Map<String, Object> properties(Claims claims) {
    Map<String, Object> properties = new HashMap<>();
    config.properties().forEach((name, path) -> put(properties, name, claims.at(path)));
    properties.put("scopes", all(claims, config.scopes()));
    config.tenant().ifPresent(path -> put(properties, "tenant", claims.text(path)));
    return properties;
  }

  private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  private static List<String> all(Claims claims, List<String> paths) {
    TreeSet<String> names = new TreeSet<>();
    paths.forEach(path -> names.addAll(claims.texts(path)));
    return List.copyOf(names);
  }

  private static List<String> stated(
      Claims claims,
      String property,
      List<String> paths,
      List<String> allowed,
      List<String> dropped) {
    List<String> believed = new ArrayList<>();
    for (String name : all(claims, paths)) {
      if (allowed.contains(ANY) || allowed.contains(name)) {
        believed.add(name);
      } else {
        dropped.add("token." + property + "[" + name + "]");
      }
    }
    return List.copyOf(believed);
  }

  private static @Nullable String hashed(@Nullable String id) {
    return id == null ? null : TokenCache.hash(id);
  }

  /** RFC 8693, section 4.1: only the outermost actor is for access decisions. */
  private static Map<String, Object> visible(Claims claims) {
    if (claims.all().get(ACTOR) instanceof Map<?, ?> actor && actor.containsKey(ACTOR)) {
      Map<String, Object> all = new HashMap<>(claims.all());
      Map<Object, Object> outermost = new HashMap<>(actor);
      outermost.remove(ACTOR);
      all.put(ACTOR, outermost);
      return all;
    }
    return claims.all();
  }
}
