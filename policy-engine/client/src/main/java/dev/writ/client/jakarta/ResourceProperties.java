package dev.writ.client.jakarta;

import dev.writ.client.Subject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the properties of a resource come from that a decision needs, such as its owner. An
 * implementation is a CDI bean.
 */
@FunctionalInterface
public interface ResourceProperties {

  /**
   * The properties of one resource, not blocking. An empty map where there is no such resource: the
   * decision point then denies those who need a property, so existence stays hidden from them. A
   * stage that fails denies.
   *
   * @param caller who asks
   * @param id of the resource, as {@link Enforce#id()} made it
   */
  CompletionStage<Map<String, Object>> of(Subject caller, String id);

  /** No properties. */
  final class None implements ResourceProperties {
    @Override
    public CompletionStage<Map<String, Object>> of(Subject caller, String id) {
      return CompletableFuture.completedFuture(Map.of());
    }
  }
}
