package dev.writ.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who wants to act. Immutable.
 *
 * @param type such as {@code user}; not empty
 * @param id unique within the type; not empty
 * @param properties JSON values by name: text, booleans, finite numbers, times, lists and maps
 * @param token with which it came, for decision points that verify subjects themselves: they
 *     believe the token, hold the type and id stated here against it, and refuse where these differ
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html">AuthZEN Authorization API 1.0,
 *     section 5.1</a>
 */
public record Subject(
    String type, String id, Map<String, Object> properties, Optional<SubjectToken> token) {

  public Subject {
    Values.present("the subject's type", type);
    Values.present("the subject's id", id);
    properties = Values.copy(properties);
  }

  /** A subject that is only stated: a trusted peer is believed, or nothing is. */
  public Subject(String type, String id, Map<String, Object> properties) {
    this(type, id, properties, Optional.empty());
  }

  public static Subject of(String type, String id) {
    return new Subject(type, id, Map.of());
  }

  /** The same subject with one property added or replaced. */
  public Subject with(String name, Object value) {
    return new Subject(type, id, Properties.with(properties, name, value), token);
  }

  /** The same subject with the token with which it came. */
  public Subject withToken(String value) {
    return new Subject(type, id, properties, Optional.of(new SubjectToken(value)));
  }

  /** The same subject, stated to hold these plain roles and no others. */
  public Subject withRoles(Iterable<String> roles) {
    return with("roles", Properties.list(roles));
  }

  /** The same subject, stated to hold these plain roles and no others. */
  public Subject withRoles(String... roles) {
    return withRoles(List.of(roles));
  }
}
