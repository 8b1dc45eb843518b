package dev.writ.compiler.cel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The variables of folds and bindings that are visible at a place. No two of an expression share a
 * slot, because the value of a binding may be evaluated while later ones are in use.
 */
final class Scope {
  private record Binding(String name, int slot) {}

  private final Deque<Binding> bindings = new ArrayDeque<>();
  private int slots;

  /** Makes a variable visible until {@link #leave}, and returns its slot. */
  int enter(String name) {
    bindings.push(new Binding(name, slots));
    return slots++;
  }

  /** Hides the variable entered last. */
  void leave() {
    bindings.pop();
  }

  /** A slot that no name refers to. */
  int unnamed() {
    return slots++;
  }

  /** The slot of the innermost variable of this name, or null. */
  @Nullable Integer find(String name) {
    for (Binding binding : bindings) {
      if (binding.name.equals(name)) {
        return binding.slot;
      }
    }
    return null;
  }

  /** How many slots there are. */
  int size() {
    return slots;
  }
}
