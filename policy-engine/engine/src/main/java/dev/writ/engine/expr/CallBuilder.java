package dev.writ.engine.expr;

import dev.writ.engine.expr.Comparisons.Relation;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.Functions;
import dev.writ.engine.expr.function.Operations.Binary;
import dev.writ.engine.expr.function.Operations.Unary;
import dev.writ.engine.expr.function.TimeField;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Type.Kind;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the node of a call by its function, the types of its arguments and its constants. */
final class CallBuilder {
  /** What a call of constants may cost for it to be computed when linking. */
  private static final int FOLDING_STEPS = 1_000;

  private final Builder builder;
  private final Scope scope;
  private final boolean shown;
  private @Nullable Frame folding;

  CallBuilder(Builder builder, Scope scope, boolean shown) {
    this.builder = builder;
    this.scope = scope;
    this.shown = shown;
  }

  Node build(Expr.Call call, int level) {
    Function function = call.function();
    Builder.require(
        function.takes(call.arguments().size()), "a call has the wrong number of arguments");
    Node direct = direct(call);
    if (direct != null) {
      return direct;
    }
    Node[] arguments = builder.link(call.arguments(), level);
    Node node = operator(call, arguments);
    return fold(node != null ? node : strict(function, arguments), arguments);
  }

  /** A property read in another way than by {@code .}, or null. */
  private @Nullable Node direct(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    return switch (call.function()) {
      case INDEX -> property(arguments.get(0), arguments.get(1), Code.NO_SUCH_KEY);
      case OPTIONAL_SELECT, OPTIONAL_INDEX -> {
        int slot = slot(arguments.get(0), arguments.get(1));
        yield slot < 0 ? null : new Reads.OptionalProperty(slot);
      }
      case IN -> {
        int slot = slot(arguments.get(1), arguments.get(0));
        yield slot < 0 ? null : new Reads.HasProperty(slot);
      }
      default -> null;
    };
  }

  private @Nullable Node property(Expr operand, Expr key, Code missing) {
    int slot = slot(operand, key);
    if (slot < 0) {
      return null;
    }
    return new Reads.Property(slot, new EvalError(missing, scope.layout().key(slot).path()));
  }

  private int slot(Expr operand, Expr key) {
    boolean named = key instanceof Expr.Literal literal && literal.value() instanceof String;
    return named ? builder.slot(operand, (String) ((Expr.Literal) key).value()) : -1;
  }

  private @Nullable Node operator(Expr.Call call, Node[] arguments) {
    Function function = call.function();
    return switch (function) {
      case AND -> new Logic.Junction(arguments[0], arguments[1], Node.FALSE, shown);
      case OR -> new Logic.Junction(arguments[0], arguments[1], Node.TRUE, shown);
      case NOT -> new Logic.Not(arguments[0]);
      case CONDITIONAL -> new Logic.Conditional(arguments[0], arguments[1], arguments[2], shown);
      case OPTIONAL_OR -> new Logic.Alternative(arguments[0], arguments[1], false, shown);
      case OPTIONAL_OR_VALUE -> new Logic.Alternative(arguments[0], arguments[1], true, shown);
      case EQUALS -> equal(call, arguments);
      case NOT_EQUALS -> new Logic.Not(equal(call, arguments));
      case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> ordered(call, arguments);
      case IN -> in(arguments);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> arithmetic(call, arguments);
      case CONTAINS, STARTS_WITH, ENDS_WITH -> new Texts.Test(function, arguments);
      case SIZE -> new Texts.Size(arguments[0]);
      case TO_DYN -> arguments[0];
      default -> field(function, arguments);
    };
  }

  private static Node equal(Expr.Call call, Node[] arguments) {
    if (both(call, Kind.INT)) {
      return new Comparisons.EqualIntegers(arguments[0], arguments[1]);
    }
    if (arguments[1].constant() instanceof String text) {
      return new Comparisons.EqualText(arguments[0], text);
    }
    return arguments[0].constant() instanceof String text
        ? new Comparisons.EqualText(arguments[1], text)
        : new Comparisons.Equal(arguments[0], arguments[1]);
  }

  private static Node ordered(Expr.Call call, Node[] arguments) {
    Relation relation = Relation.valueOf(call.function().name());
    if (both(call, Kind.INT)) {
      return new Comparisons.OrderedIntegers(arguments[0], arguments[1], relation);
    }
    if (both(call, Kind.DOUBLE)) {
      return new Comparisons.OrderedReals(arguments[0], arguments[1], relation);
    }
    String name = Functions.name(call.function());
    if (arguments[1].constant() instanceof Number number
        && Comparisons.OrderedToNumber.takes(number)) {
      return new Comparisons.OrderedToNumber(arguments[0], number, relation, name);
    }
    return new Comparisons.Ordered(arguments[0], arguments[1], relation, name);
  }

  private static Node in(Node[] arguments) {
    return arguments[1].constant() instanceof List<?> members
        ? new Comparisons.InConstants(arguments[0], members)
        : new Comparisons.In(arguments[0], arguments[1]);
  }

  private static @Nullable Node arithmetic(Expr.Call call, Node[] arguments) {
    Function operator = call.function();
    if (both(call, Kind.INT)) {
      String name = Functions.name(operator);
      return new Arithmetic.OnIntegers(operator, arguments[0], arguments[1], name);
    }
    return both(call, Kind.DOUBLE) && operator != Function.MODULO
        ? new Arithmetic.OnReals(operator, arguments[0], arguments[1])
        : null;
  }

  private static boolean both(Expr.Call call, Kind kind) {
    return call.arguments().get(0).type().kind() == kind
        && call.arguments().get(1).type().kind() == kind;
  }

  private @Nullable Node field(Function function, Node[] arguments) {
    TimeField field = TimeField.of(function);
    if (field == null) {
      return null;
    }
    Node zone = arguments.length == 2 ? arguments[1] : null;
    return new Times(arguments[0], zone, field, Functions.name(function), scope.zones());
  }

  private Node strict(Function function, Node[] arguments) {
    Functions functions = scope.functions();
    String name = Functions.name(function);
    Unary unary = functions.unary(function);
    if (arguments.length == 1 && unary != null) {
      return new Calls.One(name, unary, arguments[0]);
    }
    Binary binary = functions.binary(function);
    if (arguments.length == 2 && binary != null) {
      return new Calls.Two(name, binary, arguments[0], arguments[1]);
    }
    return new Calls.Many(name, functions.variadic(function), arguments);
  }

  /** The node, or the constant that it comes to where all of its arguments are constants. */
  Node fold(Node node, Node... arguments) {
    if (shown) {
      return node;
    }
    for (Node argument : arguments) {
      if (argument.constant() == null) {
        return node;
      }
    }
    Object value = compute(node);
    return Errors.isProblem(value) ? node : new Node.Constant(value);
  }

  private Object compute(Node node) {
    if (folding == null) {
      folding = new Frame(new Layout(0, 0));
    }
    folding.budget.open(FOLDING_STEPS);
    Object value = node.value(folding);
    return folding.budget.spent() ? Errors.BUDGET : value;
  }
}
