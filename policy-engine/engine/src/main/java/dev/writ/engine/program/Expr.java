package dev.writ.engine.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type-checked CEL expression as data. Macros are gone: what they stood for is {@link Fold},
 * {@link Has} and {@link Bind}. The set of forms is closed; the engine refuses a program that
 * breaks a rule stated here.
 */
public sealed interface Expr {

  /** The static type. */
  Type type();

  /** Where it stands in the text of its {@link Expression}; see {@link Span}. */
  int span();

  /**
   * A constant.
   *
   * @param value a value of the CEL domain: Null, Boolean, Long, UInt, Double, String, Bytes,
   *     Instant, Duration, a List or Map of such, or a {@link Type} as a type value
   */
  record Literal(Object value, Type type, int span) implements Expr {}

  /** One of the variables as a whole; {@code resource.ownerId} is a Select of it. */
  record Variable(Root root, Type type, int span) implements Expr {}

  /** A named expression of the program, evaluated at most once a request. */
  record LetReference(int let, Type type, int span) implements Expr {}

  /** A variable bound by an enclosing Fold or Bind; slots are numbered within an expression. */
  record Local(int slot, Type type, int span) implements Expr {}

  /** {@code operand.field}; on an optional operand, optional chaining as CEL defines it. */
  record Select(Expr operand, String field, Type type, int span) implements Expr {}

  /** {@code has(operand.field)}. */
  record Has(Expr operand, String field, int span) implements Expr {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** An operator or function; see {@link Function} for what each means and takes. */
  record Call(Function function, List<Expr> arguments, Type type, int span) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A list; elements whose index is in {@code optional} are optionals, left out when empty. */
  record ListOf(List<Expr> elements, List<Integer> optional, Type type, int span) implements Expr {
    public ListOf {
      elements = List.copyOf(elements);
      optional = List.copyOf(optional);
    }
  }

  /** A map, in the order written. */
  record MapOf(List<Entry> entries, Type type, int span) implements Expr {
    public MapOf {
      entries = List.copyOf(entries);
    }
  }

  /** One entry of a map; with {@code optional} the value is an optional, left out when empty. */
  record Entry(Expr key, Expr value, boolean optional) {}

  /**
   * A comprehension. A list range binds the element to {@code first}, or index to {@code first} and
   * element to {@code second}; a map range binds the key, or key and value. Maps are visited in the
   * order of their keys, so that the order of a request's members never matters.
   *
   * @param second the slot of the second variable, or -1
   * @param filter the predicate, or null where the form has none
   * @param transform what each element becomes, or null where the form has none
   */
  record Fold(
      FoldKind kind,
      Expr range,
      int first,
      int second,
      @Nullable Expr filter,
      @Nullable Expr transform,
      Type type,
      int span)
      implements Expr {}

  /** The forms of comprehension; the order is part of the encoded program. */
  enum FoldKind {
    /** filter holds for all; errors and unknowns absorbed by a false. */
    ALL,
    /** filter holds for one; errors and unknowns absorbed by a true. */
    EXISTS,
    /** filter holds for exactly one; errors are not absorbed. */
    EXISTS_ONE,
    /** the list of the elements for which filter holds. */
    FILTER,
    /** the list of transform (of those for which filter, if any, holds). */
    MAP,
    /** transformMap: a map of the same keys (those for which filter holds) with new values. */
    TRANSFORM_MAP,
    /** transformMapEntry: transform gives maps that are united; a key twice is an error. */
    TRANSFORM_MAP_ENTRY
  }

  /**
   * {@code cel.bind}: evaluates {@code value} once, when first needed, and binds it to the slot.
   */
  record Bind(int slot, Expr value, Expr body, Type type, int span) implements Expr {}

  /** {@code operand.matches('...')}: the pattern is part of the program; matches anywhere. */
  record Matches(Expr operand, int pattern, int span) implements Expr {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** {@code open("window")}: whether {@code now} is inside the window. */
  record Open(int window, int span) implements Expr {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }
}
