package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Operations.Binary;
import dev.writ.engine.expr.function.Operations.Unary;
import dev.writ.engine.expr.function.Operations.Variadic;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import org.jspecify.annotations.Nullable;

/** Calls of functions that need the values of all their arguments. */
final class Calls {
  private Calls() {}

  /** An error of a function, with the function's name if it has none yet. */
  static Object named(Object result, String name) {
    if (result instanceof EvalError error
        && error.subject() == null
        && error.code() != Code.BUDGET
        && error.code() != Code.NOT_BOOLEAN) {
      return new EvalError(error.code(), name);
    }
    return result;
  }

  /** A call with one argument. */
  static final class One extends Node {
    private final String name;
    private final Unary function;
    private final Node argument;

    One(String name, Unary function, Node argument) {
      this.name = name;
      this.function = function;
      this.argument = argument;
    }

    @Override
    Object value(Frame frame) {
      Object value = argument.value(frame);
      return Errors.isProblem(value) ? value : named(function.apply(value, frame.budget), name);
    }
  }

  /** A call with two arguments. */
  static final class Two extends Node {
    private final String name;
    private final Binary function;
    private final Node first;
    private final Node second;

    Two(String name, Binary function, Node first, Node second) {
      this.name = name;
      this.function = function;
      this.first = first;
      this.second = second;
    }

    @Override
    Object value(Frame frame) {
      Object one = first.value(frame);
      Object other = second.value(frame);
      Object problem = Errors.of(one, other);
      return problem != null ? problem : named(function.apply(one, other, frame.budget), name);
    }
  }

  /** A call with any number of arguments. */
  static final class Many extends Node {
    private final String name;
    private final Variadic function;
    private final Node[] arguments;

    Many(String name, Variadic function, Node[] arguments) {
      this.name = name;
      this.function = function;
      this.arguments = arguments;
    }

    @Override
    Object value(Frame frame) {
      Object[] values = new Object[arguments.length];
      @Nullable Object problem = null;
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].value(frame);
        problem = Errors.of(problem, values[i]);
      }
      return problem != null ? problem : named(function.apply(values, frame.budget), name);
    }
  }
}
