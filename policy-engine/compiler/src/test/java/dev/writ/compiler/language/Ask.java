package dev.writ.compiler.language;

import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request under construction: {@code Ask.who("user:alice").to("read", "orders:o1")}. */
final class Ask {

  private final Map<String, Object> subject = new HashMap<>();
  private final Map<String, Object> action = new HashMap<>();
  private final Map<String, Object> resource = new HashMap<>();
  private final Map<String, Object> context = new HashMap<>();
  private final String who;
  private String does = "read";
  private String what = "orders:o1";
  private @Nullable Service service;
  private @Nullable VerifiedToken token;
  private Peer peer = Peer.LOCAL;
  private Instant now = Instant.parse("2026-03-04T10:00:00Z");

  private Ask(String who) {
    this.who = who;
  }

  /** The subject, {@code type:id}. */
  static Ask who(String who) {
    return new Ask(who);
  }

  static Ask alice() {
    return who("user:alice");
  }

  /** The action and the resource, {@code type:id}. */
  Ask to(String action, String resource) {
    does = action;
    what = resource;
    return this;
  }

  Ask roles(String... roles) {
    return subject("roles", List.of(roles));
  }

  Ask groups(String... groups) {
    return subject("groups", List.of(groups));
  }

  Ask subject(String name, @Nullable Object value) {
    subject.put(name, value);
    return this;
  }

  Ask action(String name, Object value) {
    action.put(name, value);
    return this;
  }

  Ask resource(String name, @Nullable Object value) {
    resource.put(name, value);
    return this;
  }

  Ask context(String name, @Nullable Object value) {
    context.put(name, value);
    return this;
  }

  Ask service(String id) {
    SpiffeId parsed = Objects.requireNonNull(SpiffeId.parse(id), id);
    service = new Service(parsed, Service.Source.CERTIFICATE);
    return this;
  }

  /** The subject's verified token with these roles, and claims as pairs of name and value. */
  Ask token(List<String> roles, Object... claims) {
    Map<String, Object> all = new HashMap<>();
    for (int i = 0; i < claims.length; i += 2) {
      all.put((String) claims[i], claims[i + 1]);
    }
    Map<String, Object> properties = new HashMap<>(all);
    properties.put("roles", roles);
    properties.put("groups", List.of());
    token =
        new VerifiedToken(
            "https://issuer.example", null, null, type(who), id(who), properties, all);
    return this;
  }

  Ask peer(Peer next) {
    peer = next;
    return this;
  }

  Ask at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  AccessRequest request() {
    return new AccessRequest(
        new Subject(type(who), id(who), subject),
        new Action(does, action),
        new Resource(type(what), id(what), resource),
        context,
        service,
        peer,
        token,
        token != null,
        null,
        now);
  }

  private static String type(String name) {
    return Arrays.asList(name.split(":", 2)).getFirst();
  }

  private static String id(String name) {
    return Arrays.asList(name.split(":", 2)).getLast();
  }
}
