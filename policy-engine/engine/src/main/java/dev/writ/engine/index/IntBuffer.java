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
    if (size + others.length > values.length) {
      values = Arrays.copyOf(values, Math.max(size + others.length, size * 2));
    }
    for (int i = 0; i < others.length; i++) {
      values[size + i] = others[i];
    }
    size += others.length;
  }

  /** Sorts and removes repeats; what is ascending already, as it mostly is, is left as it is. */
  public void sortDistinct() {
    if (isAscending()) {
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

  private boolean isAscending() {
    for (int i = 1; i < size; i++) {
      if (values[i - 1] >= values[i]) {
        return false;
      }
    }
    return true;
  }
}
