package dev.writ.engine.expr;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the lets of a program came to in one request, and what each cost. */
final class LetMemo {
  private final @Nullable Object[] values;
  private final long[] costs;
  private final int[] touched;
  private int count;

  LetMemo(int lets) {
    values = new Object[lets];
    costs = new long[lets];
    touched = new int[lets];
  }

  @Nullable Object value(int let) {
    return values[let];
  }

  long cost(int let) {
    return costs[let];
  }

  void put(int let, Object value, long cost) {
    values[let] = value;
    costs[let] = cost;
    touched[count++] = let;
  }

  /** The numbers of the lets that have a value. */
  IntStream read() {
    return Arrays.stream(touched, 0, count);
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      values[touched[i]] = null;
    }
    count = 0;
  }
}
