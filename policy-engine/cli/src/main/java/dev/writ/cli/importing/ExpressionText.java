package dev.writ.cli.importing;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelList;
import dev.cel.common.ast.CelExpr.CelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an expression, parsed without macros, as CEL text, in parentheses wherever an operator
 * stands in another. Subclasses write some expressions in their own way.
 */
class ExpressionText {
  private static final Map<String, String> BINARY =
      Map.ofEntries(
          Map.entry("_||_", "||"),
          Map.entry("_&&_", "&&"),
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("@in", "in"),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"));

  /** The text of a whole expression. */
  String write(CelExpr expr) throws Unmappable {
    return switch (expr.getKind()) {
      case CONSTANT -> literal(expr.constant());
      case IDENT -> expr.ident().name();
      case SELECT -> operand(expr.select().operand()) + "." + expr.select().field();
      case CALL -> call(expr.call());
      case LIST -> list(expr.list());
      case MAP -> map(expr.map());
      default -> throw new Unmappable("messages do not map; write a map");
    };
  }

  private String call(CelCall call) throws Unmappable {
    String operator = BINARY.get(call.function());
    if (operator != null) {
      return operand(call.args().get(0)) + " " + operator + " " + operand(call.args().get(1));
    }
    return switch (call.function()) {
      case "!_" -> "!" + operand(call.args().getFirst());
      case "-_" -> "-" + operand(call.args().getFirst());
      case "_[_]" -> operand(call.args().get(0)) + "[" + write(call.args().get(1)) + "]";
      case "_?_:_" ->
          operand(call.args().get(0))
              + " ? "
              + operand(call.args().get(1))
              + " : "
              + operand(call.args().get(2));
      default -> function(call);
    };
  }

  private String function(CelCall call) throws Unmappable {
    if (!Character.isJavaIdentifierStart(call.function().charAt(0))
        || call.function().startsWith("_")) {
      throw new Unmappable("the operator `" + call.function() + "` does not map");
    }
    String arguments = "(" + String.join(", ", all(call.args())) + ")";
    Optional<CelExpr> target = call.target();
    return target.isPresent()
        ? operand(target.get()) + "." + call.function() + arguments
        : call.function() + arguments;
  }

  /** The same where it stands beside an operator. */
  final String operand(CelExpr expr) throws Unmappable {
    String text = write(expr);
    boolean operator =
        expr.getKind() == CelExpr.ExprKind.Kind.CALL
            && (BINARY.containsKey(expr.call().function())
                || expr.call().function().equals("_?_:_"));
    boolean negative =
        expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT && text.startsWith("-")
            || expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && List.of("!_", "-_").contains(expr.call().function());
    return operator || negative ? "(" + text + ")" : text;
  }

  private List<String> all(List<CelExpr> exprs) throws Unmappable {
    List<String> texts = new ArrayList<>();
    for (CelExpr expr : exprs) {
      texts.add(write(expr));
    }
    return texts;
  }

  private String list(CelList list) throws Unmappable {
    if (!list.optionalIndices().isEmpty()) {
      throw new Unmappable("optional elements of lists do not map");
    }
    return "[" + String.join(", ", all(list.elements())) + "]";
  }

  private String map(CelMap map) throws Unmappable {
    List<String> entries = new ArrayList<>();
    for (CelMap.Entry entry : map.entries()) {
      if (entry.optionalEntry()) {
        throw new Unmappable("optional entries of maps do not map");
      }
      entries.add(write(entry.key()) + ": " + write(entry.value()));
    }
    return "{" + String.join(", ", entries) + "}";
  }

  private static String literal(CelConstant constant) throws Unmappable {
    return switch (constant.getKind()) {
      case NULL_VALUE -> "null";
      case BOOLEAN_VALUE -> String.valueOf(constant.booleanValue());
      case INT64_VALUE -> String.valueOf(constant.int64Value());
      case UINT64_VALUE -> constant.uint64Value() + "u";
      case DOUBLE_VALUE -> decimal(constant.doubleValue());
      case STRING_VALUE -> quoted(constant.stringValue());
      default -> throw new Unmappable("literals of bytes do not map");
    };
  }

  private static String decimal(double value) {
    return Double.toString(value);
  }

  /** A text as a CEL literal. */
  static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                literal.append('\\').appendCodePoint(c);
              } else if (c < 0x20 || c == 0x7f) {
                literal.append("\\u%04x".formatted(c));
              } else {
                literal.appendCodePoint(c);
              }
            });
    return literal.append('"').toString();
  }
}
