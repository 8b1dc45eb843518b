package dev.writ.compiler.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates one checked syntax tree. What has no meaning for the engine is a complaint. */
final class Translator {
  /** How deep an expression may be nested, whatever form the nesting takes. */
  static final int MAX_DEPTH = 250;

  private static final Map<String, Root> ROOTS =
      Arrays.stream(Root.values()).collect(Collectors.toMap(Root::variable, r -> r));

  private final CelAbstractSyntaxTree ast;
  private final Spans spans;
  private final Complaints complaints;
  private final Scope scope = new Scope();
  private final References references = new References();
  private final Calls calls;
  private int depth;

  Translator(CelAbstractSyntaxTree ast, Spans spans, Complaints complaints) {
    this.ast = ast;
    this.spans = spans;
    this.complaints = complaints;
    this.calls = new Calls(references, complaints);
  }

  /** The whole tree, as far as it has no complaints. */
  Template template(String text) {
    Expr root = of(ast.getExpr());
    return references.template(text, root, scope.size());
  }

  Expr of(CelExpr node) {
    if (depth == MAX_DEPTH) {
      return refused(node, "too-deep", "this is nested deeper than 250 levels", null);
    }
    depth++;
    Expr expr = translate(node);
    depth--;
    return expr;
  }

  private Expr translate(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT -> literal(node, node.constant());
      case IDENT -> name(node, node.ident().name());
      case SELECT -> select(node, node.select());
      case CALL -> call(node, node.call());
      case LIST -> list(node, node.list());
      case MAP -> map(node, node.map());
      case COMPREHENSION -> new Folds(this, node).translate();
      default -> refused(node, "unsupported", TypeProblems.NO_MESSAGES, TypeProblems.USE_MAPS);
    };
  }

  /** Complains, and stands for what has been complained about. */
  private Expr refused(CelExpr node, String code, String message, @Nullable String help) {
    int span = spans.literal(position(node), false);
    complaints.at(span, code, message, help);
    return new Expr.Literal(Null.NULL, Type.DYN, span);
  }

  private Expr literal(CelExpr node, CelConstant constant) {
    Object value =
        switch (constant.getKind()) {
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case UINT64_VALUE -> new UInt(constant.uint64Value().longValue());
          case DOUBLE_VALUE -> constant.doubleValue();
          case STRING_VALUE -> constant.stringValue();
          case BYTES_VALUE -> Bytes.of(constant.bytesValue().toByteArray());
          default -> Null.NULL;
        };
    return new Expr.Literal(value, type(node), spans.literal(position(node), isNegative(value)));
  }

  private static boolean isNegative(Object value) {
    return value instanceof Long number && number < 0
        || value instanceof Double real && Math.copySign(1, real) < 0;
  }

  private Expr name(CelExpr node, String name) {
    int span = span(node, List.of());
    boolean rooted = name.startsWith(".");
    Integer slot = rooted ? null : scope.find(name);
    if (slot != null) {
      return new Expr.Local(slot, type(node), span);
    }
    String global = rooted ? name.substring(1) : name;
    Root root = ROOTS.get(global);
    if (root != null) {
      return new Expr.Variable(root, type(node), span);
    }
    if (celType(node) instanceof TypeType named) {
      return new Expr.Literal(typeNamed(global, named), Type.TYPE, span);
    }
    return new Expr.LetReference(references.let(global), type(node), span);
  }

  private static Type typeNamed(String name, TypeType type) {
    return name.equals("type") ? Type.TYPE : Types.of(type.type());
  }

  private Expr select(CelExpr node, CelExpr.CelSelect select) {
    Expr operand = of(select.operand());
    int span = span(node, List.of(operand));
    if (select.testOnly()) {
      return new Expr.Has(operand, select.field(), span);
    }
    Type type = Sections.builtIn(operand, select.field(), type(node));
    return new Expr.Select(operand, select.field(), type, span);
  }

  private Expr call(CelExpr node, CelExpr.CelCall call) {
    if (Vocabulary.isWrapper(call.function())) {
      return of(call.args().getFirst());
    }
    if (call.function().equals(Vocabulary.SORT_BY)) {
      return new Folds(this, call.args().getFirst()).sortBy();
    }
    if (call.function().equals("_?._")) {
      return optionalSelect(node, call);
    }
    List<Expr> arguments =
        Stream.concat(call.target().stream(), call.args().stream()).map(this::of).toList();
    int span = span(node, arguments);
    return switch (call.function()) {
      case Vocabulary.MATCHES -> calls.matches(arguments, span);
      case Vocabulary.OPEN -> calls.open(arguments, span);
      default -> {
        Function function = Vocabulary.function(call.function(), call.target().isPresent());
        yield calls.plain(function, arguments, type(node), span);
      }
    };
  }

  private Expr optionalSelect(CelExpr node, CelExpr.CelCall call) {
    Expr operand = of(call.args().getFirst());
    String field = call.args().getLast().constant().stringValue();
    Expr key = new Expr.Literal(field, Type.STRING, Span.NONE);
    int span = span(node, List.of(operand));
    return new Expr.Call(Function.OPTIONAL_SELECT, List.of(operand, key), type(node), span);
  }

  private Expr list(CelExpr node, CelExpr.CelList list) {
    List<Expr> elements = list.elements().stream().map(this::of).toList();
    int span = span(node, elements);
    return new Expr.ListOf(elements, list.optionalIndices(), type(node), span);
  }

  private Expr map(CelExpr node, CelExpr.CelMap map) {
    List<Expr.Entry> entries =
        map.entries().stream()
            .map(e -> new Expr.Entry(of(e.key()), of(e.value()), e.optionalEntry()))
            .toList();
    return new Expr.MapOf(entries, type(node), span(node, List.of()));
  }

  Scope scope() {
    return scope;
  }

  Type type(CelExpr node) {
    return Types.of(celType(node));
  }

  private CelType celType(CelExpr node) {
    return ast.getType(node.id()).orElse(SimpleType.DYN);
  }

  int span(CelExpr node, List<Expr> operands) {
    return spans.node(position(node), operands);
  }

  private int position(CelExpr node) {
    return ast.getSource().getPositionsMap().getOrDefault(node.id(), 0);
  }
}
