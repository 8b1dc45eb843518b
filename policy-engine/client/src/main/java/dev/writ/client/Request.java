package dev.writ.client;

import java.util.Map;

/**
 * One question to a decision point: may this subject do this to that resource? Immutable.
 *
 * @param context JSON values of the circumstances, such as {@code ip}
 */
public record Request(
    Subject subject, Action action, Resource resource, Map<String, Object> context) {

  public Request {
    context = Values.copy(context);
  }

  public static Request of(Subject subject, String action, Resource resource) {
    return new Request(subject, Action.of(action), resource, Map.of());
  }

  /** The same request with one member of the context added or replaced. */
  public Request with(String name, Object value) {
    return new Request(subject, action, resource, Properties.with(context, name, value));
  }
}
