package dev.writ.client.jakarta;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint runs only if the caller may do this to that resource. On a class it holds for every
 * method that says nothing itself; on an interface it is not seen.
 *
 * <pre>{@code
 * @GET
 * @Path("{id}")
 * @Enforce(action = "orders:read", resource = "orders", id = "{id}", properties = OrderProperties.class)
 * public Order read(String id) { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Enforce {

  /** What the endpoint does, such as {@code orders:read}. */
  String action();

  /** The type of what it does it to, such as {@code orders}. */
  String resource();

  /**
   * The id of what it does it to. A name in braces stands for that path parameter, decoded. What is
   * absent means the type as a whole, for which {@code *} is sent.
   */
  String id() default "*";

  /** Where the resource's properties come from; by default the decision point is told none. */
  Class<? extends ResourceProperties> properties() default ResourceProperties.None.class;
}
