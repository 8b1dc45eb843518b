package dev.writ.engine.expr.function;

import dev.writ.engine.expr.function.Operations.Binary;
import dev.writ.engine.expr.function.Operations.Unary;
import dev.writ.engine.expr.function.Operations.Variadic;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.InvalidProgram;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each function computes whose arguments are all needed: the one list of them. */
public final class Functions {
  private static final Map<Function, String> NAMES = names();

  private final Map<Function, Unary> unary = new EnumMap<>(Function.class);
  private final Map<Function, Binary> binary = new EnumMap<>(Function.class);
  private final Map<Function, Variadic> variadic = new EnumMap<>(Function.class);

  public Functions() {
    Operators.register(this);
    Conversions.register(this);
    TextFunctions.register(this);
    ListFunctions.register(this);
    SetFunctions.register(this);
    MathFunctions.register(this);
    BitFunctions.register(this);
    EncoderFunctions.register(this);
    OptionalFunctions.register(this);
    NetworkFunctions.register(this);
  }

  void unary(Function function, Unary operation) {
    unary.put(function, operation);
  }

  void binary(Function function, Binary operation) {
    binary.put(function, operation);
  }

  void variadic(Function function, Variadic operation) {
    variadic.put(function, operation);
  }

  /** The function with one argument, or null where it has none such. */
  public @Nullable Unary unary(Function function) {
    return unary.get(function);
  }

  /** The function with two arguments, or null where it has none such. */
  public @Nullable Binary binary(Function function) {
    return binary.get(function);
  }

  /** The function with any number of arguments. */
  public Variadic variadic(Function function) {
    Variadic operation = variadic.get(function);
    if (operation == null) {
      throw new InvalidProgram("a function is called that is not there: " + name(function));
    }
    return operation;
  }

  /** The name of a function in CEL, such as {@code startsWith} or {@code +}. */
  public static String name(Function function) {
    return Objects.requireNonNull(NAMES.get(function));
  }

  /** Those of a namespace keep it; in the others the prefix is the type of the receiver. */
  private static String withoutPrefix(String name) {
    String prefix = name.substring(0, name.indexOf('_') + 1);
    String rest = camelCase(name.substring(prefix.length()));
    return switch (prefix) {
      case "MATH_", "SETS_", "BASE64_" -> camelCase(prefix) + "." + rest;
      case "TO_", "OPTIONAL_", "IP_", "CIDR_" -> rest;
      default -> camelCase(name);
    };
  }

  private static String camelCase(String name) {
    var text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean raised = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        text.append(raised ? name.charAt(i) : Character.toLowerCase(name.charAt(i)));
      }
    }
    return text.toString();
  }

  private static Map<Function, String> names() {
    Map<Function, String> names = new EnumMap<>(Function.class);
    names.put(Function.AND, "&&");
    names.put(Function.OR, "||");
    names.put(Function.NOT, "!");
    names.put(Function.CONDITIONAL, "?:");
    names.put(Function.EQUALS, "==");
    names.put(Function.NOT_EQUALS, "!=");
    names.put(Function.LESS, "<");
    names.put(Function.LESS_EQUALS, "<=");
    names.put(Function.GREATER, ">");
    names.put(Function.GREATER_EQUALS, ">=");
    names.put(Function.ADD, "+");
    names.put(Function.SUBTRACT, "-");
    names.put(Function.MULTIPLY, "*");
    names.put(Function.DIVIDE, "/");
    names.put(Function.MODULO, "%");
    names.put(Function.NEGATE, "-");
    names.put(Function.INDEX, "[]");
    names.put(Function.OPTIONAL_SELECT, ".?");
    names.put(Function.OPTIONAL_INDEX, "[?]");
    names.put(Function.TYPE_OF, "type");
    names.put(Function.SORT_BY_KEYS, "sortBy");
    names.put(Function.QUOTE, "strings.quote");
    names.put(Function.RANGE, "lists.range");
    names.put(Function.MATH_IS_NAN, "math.isNaN");
    names.put(Function.OPTIONAL_OF, "optional.of");
    names.put(Function.OPTIONAL_OF_NON_ZERO, "optional.ofNonZeroValue");
    names.put(Function.OPTIONAL_NONE, "optional.none");
    names.put(Function.OPTIONAL_UNWRAP, "optional.unwrap");
    names.put(Function.IS_IP, "isIP");
    names.put(Function.IS_CIDR, "isCIDR");
    names.put(Function.IP_IS_CANONICAL, "ip.isCanonical");
    names.put(Function.CIDR_CONTAINS_IP, "containsIP");
    names.put(Function.CIDR_CONTAINS_CIDR, "containsCIDR");
    for (Function function : Function.values()) {
      names.putIfAbsent(function, withoutPrefix(function.name()));
    }
    return names;
  }
}
