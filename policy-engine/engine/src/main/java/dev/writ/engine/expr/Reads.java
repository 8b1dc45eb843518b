package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Access;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.value.EvalError;

/** Nodes that read variables: of the request, of the program, of folds and bindings. */
final class Reads {
  private Reads() {}

  /** {@code resource.ownerId}, or with a slot of a whole variable {@code resource}. */
  static final class Property extends Node {
    private final int slot;
    private final EvalError missing;

    Property(int slot, EvalError missing) {
      this.slot = slot;
      this.missing = missing;
    }

    @Override
    Object value(Frame frame) {
      Object value = frame.read(slot);
      return value == Frame.ABSENT ? missing : value;
    }
  }

  /** {@code has(resource.ownerId)}. */
  static final class HasProperty extends Node.OfBoolean {
    private final int slot;

    HasProperty(int slot) {
      this.slot = slot;
    }

    @Override
    int truth(Frame frame) {
      Object value = frame.read(slot);
      if (value == Frame.ABSENT) {
        return FALSE;
      }
      return Errors.isProblem(value) ? frame.none(value) : TRUE;
    }
  }

  /** {@code resource.?ownerId}. */
  static final class OptionalProperty extends Node {
    private final int slot;

    OptionalProperty(int slot) {
      this.slot = slot;
    }

    @Override
    Object value(Frame frame) {
      Object value = frame.read(slot);
      if (value == Frame.ABSENT) {
        return Access.NONE;
      }
      return Errors.isProblem(value) ? value : Access.some(value);
    }
  }

  /** {@code operand.field} of a value. */
  static final class Field extends Node {
    private final Node operand;
    private final String field;
    private final EvalError missing;

    Field(Node operand, String field, EvalError missing) {
      this.operand = operand;
      this.field = field;
      this.missing = missing;
    }

    @Override
    Object value(Frame frame) {
      return Access.select(operand.value(frame), field, missing);
    }
  }

  /** {@code has(operand.field)} of a value. */
  static final class HasField extends Node.OfBoolean {
    private final Node operand;
    private final String field;

    HasField(Node operand, String field) {
      this.operand = operand;
      this.field = field;
    }

    @Override
    int truth(Frame frame) {
      Object found = Access.has(operand.value(frame), field);
      if (found instanceof Boolean truth) {
        return truth ? TRUE : FALSE;
      }
      return frame.none(found);
    }
  }

  /** A variable that a fold or binding has given its value. */
  static final class Local extends Node {
    private final int slot;

    Local(int slot) {
      this.slot = slot;
    }

    @Override
    Object value(Frame frame) {
      Object value = frame.locals[slot];
      return value == null ? Errors.WRONG_TYPE : value;
    }
  }

  /** A variable of {@code cel.bind}: evaluated when first needed, an error like a value. */
  static final class Bound extends Node {
    private final int slot;
    private final Node definition;

    Bound(int slot, Node definition) {
      this.slot = slot;
      this.definition = definition;
    }

    @Override
    Object value(Frame frame) {
      Object value = frame.locals[slot];
      if (value == null) {
        value = definition.value(frame);
        frame.locals[slot] = value;
      }
      return value;
    }
  }

  /** {@code cel.bind}: forgets the variable's last value. */
  static final class Bind extends Node {
    private final int slot;
    private final Node body;

    Bind(int slot, Node body) {
      this.slot = slot;
      this.body = body;
    }

    @Override
    Object value(Frame frame) {
      frame.locals[slot] = null;
      return body.value(frame);
    }

    @Override
    int truth(Frame frame) {
      frame.locals[slot] = null;
      return body.truth(frame);
    }
  }

  /**
   * A named expression: evaluated once a request, and its whole cost charged to each use, so that
   * what a condition costs never depends on what was evaluated before it.
   */
  static final class Let extends Node {
    private final int let;
    private final Node definition;
    private final int weight;

    Let(int let, Node definition, int weight) {
      this.let = let;
      this.definition = definition;
      this.weight = weight;
    }

    @Override
    Object value(Frame frame) {
      Object value = frame.lets().value(let);
      if (value != null) {
        return frame.budget.take(frame.lets().cost(let)) ? value : Errors.BUDGET;
      }
      return evaluate(frame);
    }

    private Object evaluate(Frame frame) {
      long before = frame.budget.left();
      if (!frame.budget.take(weight)) {
        return Errors.BUDGET;
      }
      Object value = definition.value(frame);
      if (frame.budget.spent()) {
        return Errors.BUDGET;
      }
      frame.lets().put(let, value, before - frame.budget.left());
      return value;
    }
  }
}
