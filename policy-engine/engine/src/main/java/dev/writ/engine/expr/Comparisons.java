package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Access;
import dev.writ.engine.expr.function.Equality;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Membership;
import dev.writ.engine.expr.function.Ordering;
import org.jspecify.annotations.Nullable;

/** {@code ==}, {@code !=}, the order relations and {@code in}. */
final class Comparisons {
  private Comparisons() {}

  /** A truth from one of equality's results. */
  private static int truth(Object result, Frame frame) {
    if (result instanceof Boolean truth) {
      return truth ? Node.TRUE : Node.FALSE;
    }
    return frame.none(result);
  }

  /** {@code ==}. */
  static final class Equal extends Node.OfBoolean {
    private final Node left;
    private final Node right;

    Equal(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int truth(Frame frame) {
      Object one = left.value(frame);
      Object other = right.value(frame);
      return Comparisons.truth(Equality.equal(one, other, frame.budget), frame);
    }
  }

  /** {@code ==} with a constant text. */
  static final class EqualText extends Node.OfBoolean {
    private final Node operand;
    private final String text;

    EqualText(Node operand, String text) {
      this.operand = operand;
      this.text = text;
    }

    @Override
    int truth(Frame frame) {
      Object value = operand.value(frame);
      return value instanceof String
          ? text.equals(value) ? TRUE : FALSE
          : Comparisons.truth(Equality.equal(value, text, frame.budget), frame);
    }
  }

  /** {@code ==} between ints. */
  static final class EqualIntegers extends Node.OfBoolean {
    private final Node left;
    private final Node right;

    EqualIntegers(Node left, Node right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int truth(Frame frame) {
      long one = left.integer(frame);
      if (frame.problem != null) {
        return both(right, frame);
      }
      long other = right.integer(frame);
      return frame.problem != null ? NONE : one == other ? TRUE : FALSE;
    }
  }

  /** The left operand is a problem; the right one may be a graver one. */
  private static int both(Node right, Frame frame) {
    Object problem = frame.takeProblem();
    return frame.none(Errors.worse(problem, right.value(frame)));
  }

  /** Which orders satisfy a relation: bit 0 less, bit 1 equal, bit 2 greater. */
  enum Relation {
    LESS(0b001),
    LESS_EQUALS(0b011),
    GREATER(0b100),
    GREATER_EQUALS(0b110);

    private final int orders;

    Relation(int orders) {
      this.orders = orders;
    }

    /** For an order of {@link Ordering}; a number without order satisfies none. */
    int truth(int order) {
      return orders >> (order + 1) & 1;
    }
  }

  /** A relation between values of any types. */
  static final class Ordered extends Node.OfBoolean {
    private final Node left;
    private final Node right;
    private final Relation relation;
    private final String name;

    Ordered(Node left, Node right, Relation relation, String name) {
      this.left = left;
      this.right = right;
      this.relation = relation;
      this.name = name;
    }

    @Override
    int truth(Frame frame) {
      Object one = left.value(frame);
      Object other = right.value(frame);
      int order = Ordering.compare(one, other, frame.budget);
      return order == Ordering.INCOMPARABLE
          ? incomparable(one, other, frame)
          : relation.truth(order);
    }

    private int incomparable(Object one, Object other, Frame frame) {
      Object problem = Errors.of(one, other);
      return frame.none(problem != null ? problem : Calls.named(Errors.WRONG_TYPE, name));
    }
  }

  /** A relation to a constant number, of what is mostly a double. */
  static final class OrderedToNumber extends Node.OfBoolean {
    private static final long EXACT = 1L << 53;

    private final Node left;
    private final Object number;
    private final double real;
    private final Relation relation;
    private final String name;

    OrderedToNumber(Node left, Number number, Relation relation, String name) {
      this.left = left;
      this.number = number;
      real = number.doubleValue();
      this.relation = relation;
      this.name = name;
    }

    /** Whether a double relates to a constant as to the double that it equals. */
    static boolean takes(Number constant) {
      return constant instanceof Double
          || constant instanceof Long number && number <= EXACT && number >= -EXACT;
    }

    @Override
    int truth(Frame frame) {
      Object value = left.value(frame);
      if (value instanceof Double one) {
        return relation.truth(Ordering.doubles(one, real));
      }
      int order = Ordering.numbers(value, number);
      return order == Ordering.INCOMPARABLE
          ? frame.none(Errors.isProblem(value) ? value : Calls.named(Errors.WRONG_TYPE, name))
          : relation.truth(order);
    }
  }

  /** A relation between ints. */
  static final class OrderedIntegers extends Node.OfBoolean {
    private final Node left;
    private final Node right;
    private final Relation relation;

    OrderedIntegers(Node left, Node right, Relation relation) {
      this.left = left;
      this.right = right;
      this.relation = relation;
    }

    @Override
    int truth(Frame frame) {
      long one = left.integer(frame);
      if (frame.problem != null) {
        return both(right, frame);
      }
      long other = right.integer(frame);
      return frame.problem != null ? NONE : relation.truth(Long.compare(one, other));
    }
  }

  /** A relation between doubles. */
  static final class OrderedReals extends Node.OfBoolean {
    private final Node left;
    private final Node right;
    private final Relation relation;

    OrderedReals(Node left, Node right, Relation relation) {
      this.left = left;
      this.right = right;
      this.relation = relation;
    }

    @Override
    int truth(Frame frame) {
      double one = left.real(frame);
      if (frame.problem != null) {
        return both(right, frame);
      }
      double other = right.real(frame);
      return frame.problem != null ? NONE : relation.truth(Ordering.doubles(one, other));
    }
  }

  /** {@code in} a list or a map's keys. */
  static final class In extends Node.OfBoolean {
    private final Node element;
    private final Node container;

    In(Node element, Node container) {
      this.element = element;
      this.container = container;
    }

    @Override
    int truth(Frame frame) {
      Object value = element.value(frame);
      Object holder = container.value(frame);
      @Nullable Object problem = Errors.of(value, holder);
      if (problem != null) {
        return frame.none(problem);
      }
      Object found = Access.contains(holder, value, frame.budget);
      return Comparisons.truth(Calls.named(found, "in"), frame);
    }
  }

  /** {@code in} a constant list. */
  static final class InConstants extends Node.OfBoolean {
    private final Node element;
    private final Membership members;

    InConstants(Node element, Iterable<?> members) {
      this.element = element;
      this.members = new Membership();
      members.forEach(this.members::add);
    }

    @Override
    int truth(Frame frame) {
      Object value = element.value(frame);
      if (Errors.isProblem(value)) {
        return frame.none(value);
      }
      return Comparisons.truth(members.contains(value, frame.budget), frame);
    }
  }
}
