package dev.writ.engine.expr;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The variables that the folds and bindings of one expression bind. */
final class Locals {
  private final int first;
  private final @Nullable Node[] visible;
  private final BitSet declared = new BitSet();

  /**
   * @param count how many slots the expression may use
   * @param first where they begin in a frame
   */
  Locals(int count, int first) {
    this.first = first;
    visible = new Node[count];
  }

  /**
   * Takes a slot, in which no other fold or binding keeps its variable: a binding's value may be
   * evaluated while any of its body's are in use.
   *
   * @return its place in a frame
   */
  int declare(int number) {
    Builder.require(number >= 0 && number < visible.length, "a local slot is out of range");
    Builder.require(!declared.get(number), "a local slot is bound twice");
    declared.set(number);
    return first + number;
  }

  /** What a reference to the variable stands for from now on. */
  void define(int number, Node reference) {
    visible[number] = reference;
  }

  /** Ends the variable's scope. */
  void leave(int number) {
    visible[number] = null;
  }

  Node reference(int number) {
    Builder.require(number >= 0 && number < visible.length, "a local slot is out of range");
    Node reference = visible[number];
    Builder.require(reference != null, "a local variable is used outside its scope");
    return java.util.Objects.requireNonNull(reference);
  }
}
