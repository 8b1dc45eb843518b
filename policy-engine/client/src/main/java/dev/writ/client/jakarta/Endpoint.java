package dev.writ.client.jakarta;

import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A method that answers requests, and the class that it was found on. */
record Endpoint(Class<?> resource, Method method) {

  static Endpoint of(@Nullable ResourceInfo matched) {
    if (matched == null || matched.getResourceMethod() == null) {
      throw new IllegalStateException("no endpoint is matched");
    }
    return new Endpoint(matched.getResourceClass(), matched.getResourceMethod());
  }

  EndpointRule rule() {
    return EndpointRules.of(resource, method);
  }

  @Override
  public String toString() {
    return resource.getSimpleName() + "." + method.getName();
  }
}
