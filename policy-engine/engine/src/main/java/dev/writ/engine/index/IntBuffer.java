package dev.writ.engine.index;

import java.util.Arrays;

/**
 * A growing list of ints that is used again for every request, so that deciding allocates nothing.
 */
public final class IntBuffer {
  private int[] values = new int[32];
  private int size;

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public int get(int index) {
    return values[index];
  }

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public void addAll(int[] others) {
    for (int other : others) {
      add(other);
    }
  }

  /** Sorts and removes repeats. */
  public void sortDistinct() {
    if (size < 2) {
      return;
    }
    Arrays.sort(values, 0, size);
    int kept = 1;
    for (int i = 1; i < size; i++) {
      if (values[i] != values[kept - 1]) {
        values[kept++] = values[i];
      }
    }
    size = kept;
  }
}
