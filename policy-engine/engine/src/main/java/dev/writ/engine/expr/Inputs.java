package dev.writ.engine.expr;

import dev.writ.engine.program.Root;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one decision. Values are of the CEL domain (JSON values, Long where the schema
 * says int, Instant and Duration likewise) or Unknown.
 */
public interface Inputs {

  /**
   * One property of a variable: {@code resource.ownerId}.
   *
   * @return its value; an EvalError of code ABSENT_VARIABLE where the whole variable is absent;
   *     null where the variable is there and the property is not
   */
  @Nullable Object property(Root root, String name);

  /**
   * A variable as a whole: a Map (all visible properties), for {@code now} an Instant.
   *
   * @return its value, or null where the variable is absent
   */
  @Nullable Object variable(Root root);
}
