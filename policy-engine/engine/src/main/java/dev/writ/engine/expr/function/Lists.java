package dev.writ.engine.expr.function;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The lists that expressions make. */
public final class Lists {
  private Lists() {}

  /** A list of these elements; the caller gives the array away. */
  public static List<Object> of(Object... elements) {
    return Collections.unmodifiableList(Arrays.asList(elements));
  }
}
