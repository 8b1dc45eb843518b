package dev.writ.cli.doctor.provider;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.writ.compiler.diagnostic.Quote;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of a provider's metadata (RFC 8414 section 2, OpenID Connect Discovery section 3).
 * What is there in another type than these sections give it is a {@link Malformed}, never absent.
 */
public final class Metadata {
  private static final Pattern ADDRESS = Pattern.compile(".*_(endpoint|uri|url|iframe)|issuer");
  private static final String ALIASES = "mtls_endpoint_aliases";

  private final ObjectNode members;

  public Metadata(ObjectNode members) {
    this.members = members.deepCopy();
  }

  /** A member has another type than it should. */
  public static final class Malformed extends RuntimeException {
    Malformed(String name, String wanted) {
      super(Quote.of(name) + " must be " + wanted, null, false, false);
    }
  }

  /** The text of a member, or nothing if it is absent. */
  public Optional<String> text(String name) {
    return text(members, name);
  }

  /** The texts of a member, or nothing if it is absent. */
  public Optional<Set<String>> texts(String name) {
    JsonNode node = members.get(name);
    if (node == null) {
      return Optional.empty();
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      if (!item.isTextual()) {
        throw new Malformed(name, "a list of texts");
      }
      texts.add(item.textValue());
    }
    return Optional.of(texts);
  }

  /** Whether a member is true; absent is false. */
  public boolean flag(String name) {
    JsonNode node = members.get(name);
    if (node != null && !node.isBoolean()) {
      throw new Malformed(name, "true or false");
    }
    return node != null && node.booleanValue();
  }

  /** The names of all members. */
  public List<String> names() {
    return members.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** Every address that the provider names, by member. */
  public Map<String, String> addresses() {
    var addresses = new LinkedHashMap<String, String>();
    collect(members, "", addresses);
    JsonNode aliases = members.get(ALIASES);
    if (aliases instanceof ObjectNode object) {
      collect(object, ALIASES + "/", addresses);
    } else if (aliases != null) {
      throw new Malformed(ALIASES, "an object");
    }
    return addresses;
  }

  private static void collect(ObjectNode from, String prefix, Map<String, String> addresses) {
    for (var member : from.properties()) {
      if (ADDRESS.matcher(member.getKey()).matches()) {
        text(from, member.getKey()).ifPresent(a -> addresses.put(prefix + member.getKey(), a));
      }
    }
  }

  private static Optional<String> text(ObjectNode from, String name) {
    JsonNode node = from.get(name);
    if (node != null && !node.isTextual()) {
      throw new Malformed(name, "a text");
    }
    return Optional.ofNullable(node).map(JsonNode::textValue);
  }

  /** What a JSON pointer (RFC 6901) leads to; a missing node if there is nothing. */
  public JsonNode at(JsonPointer pointer) {
    return members.at(pointer);
  }
}
