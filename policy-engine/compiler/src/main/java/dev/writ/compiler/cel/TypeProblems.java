package dev.writ.compiler.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.diagnostic.Spelling;
import dev.writ.engine.program.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in an author's terms what the checker refuses. The checker tells which node it is about; the
 * node tells what the author wrote.
 */
final class TypeProblems {
  private static final Pattern APPLIED =
      Pattern.compile("applied to '(.*?)'(?: \\(candidates.*)?$");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
  private static final Set<String> NAMESPACES =
      Set.of(
          "math", "strings", "lists", "sets", "base64", "optional", "cel", "regex", "proto", "ip");

  static final String NO_MESSAGES = "messages cannot be made here";
  static final String USE_MAPS = "write a map: `{\"key\": value}`";

  private final CelAbstractSyntaxTree ast;
  private final Highlights highlights;
  private final Sections sections;
  private final Set<String> lets;
  private final Complaints complaints;
  private final Map<Long, CelNavigableExpr> nodes = new HashMap<>();

  TypeProblems(
      CelAbstractSyntaxTree ast,
      Highlights highlights,
      Sections sections,
      Set<String> lets,
      Complaints complaints) {
    this.ast = ast;
    this.highlights = highlights;
    this.sections = sections;
    this.lets = lets;
    this.complaints = complaints;
    CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(n -> nodes.put(n.expr().id(), n));
  }

  void explain(List<CelIssue> issues) {
    issues.forEach(this::explain);
    if (complaints.none()) {
      complaints.everywhere("type-mismatch", "the types in this expression do not fit", null);
    }
  }

  private void explain(CelIssue issue) {
    CelNavigableExpr node = nodes.get(issue.getExprId());
    String message = issue.getMessage();
    if (node == null || isInsideUnknownMacro(node)) {
      return;
    }
    if (message.startsWith("undeclared reference")) {
      undeclared(node);
    } else if (message.startsWith("undefined field")) {
      field(node.expr());
    } else if (message.startsWith("found no matching overload")) {
      overload(node.expr(), message);
    } else {
      mismatch(node.expr(), message);
    }
  }

  private void undeclared(CelNavigableExpr node) {
    CelExpr expr = node.expr();
    switch (expr.getKind()) {
      case IDENT -> name(node, expr.ident().name());
      case CALL -> function(expr, expr.call());
      default -> complain(expr, "unsupported", NO_MESSAGES, USE_MAPS);
    }
  }

  private void name(CelNavigableExpr node, String name) {
    if (NAMESPACES.contains(name) && isTarget(node)) {
      namespace(node, name);
      return;
    }
    if (name.equals("google")) {
      complain(node.expr(), "unsupported", "protobuf types are not part of the language", null);
      return;
    }
    complain(node.expr(), "unknown-name", Quote.of(name) + " is not known here", meant(node, name));
  }

  /**
   * A namespace is no name of its own: its functions are complained about, if they exist elsewhere.
   */
  private void namespace(CelNavigableExpr node, String name) {
    boolean exists =
        node.parent().map(p -> Vocabulary.declaration(p.expr().call().function())).isPresent();
    if (exists) {
      String function = node.parent().map(p -> qualified(p.expr().call())).orElse(name);
      complain(node.expr(), "unknown-function", "there is no function " + Quote.of(function), null);
    }
  }

  private static boolean isTarget(CelNavigableExpr node) {
    return node.parent()
        .map(CelNavigableExpr::expr)
        .filter(parent -> parent.getKind() == Kind.CALL)
        .flatMap(parent -> parent.call().target())
        .filter(target -> target.id() == node.expr().id())
        .isPresent();
  }

  /** Whether a node stands in the arguments of what looks like a misspelt macro: a consequence. */
  private boolean isInsideUnknownMacro(CelNavigableExpr node) {
    return Stream.iterate(
            node.parent(), Optional::isPresent, p -> p.flatMap(CelNavigableExpr::parent))
        .flatMap(Optional::stream)
        .map(CelNavigableExpr::expr)
        .anyMatch(e -> e.getKind() == Kind.CALL && isLikeMacro(e.call()));
  }

  private static boolean isLikeMacro(CelExpr.CelCall call) {
    String name = qualified(call);
    boolean unknown = Vocabulary.declaration(name) == null;
    String near = unknown ? Spelling.nearest(name, Vocabulary.callable()) : null;
    return unknown && (Vocabulary.isMacro(name) || near != null && Vocabulary.isMacro(near));
  }

  private @Nullable String meant(CelNavigableExpr node, String name) {
    String near = nearName(name);
    return isCompared(node)
        ? quoted(name, near)
        : near == null ? null : "did you mean `" + near + "`?";
  }

  private static String quoted(String name, @Nullable String near) {
    String text = "`\"" + name + "\"`";
    return near == null
        ? "text needs quotes: " + text
        : "did you mean `" + near + "`, or the text " + text + "?";
  }

  private @Nullable String nearName(String name) {
    for (Root root : List.of(Root.RESOURCE, Root.SUBJECT, Root.CONTEXT)) {
      Set<String> properties = sections.properties("@" + root.variable());
      if (properties != null && properties.contains(name)) {
        return root.variable() + "." + name;
      }
    }
    var known = new TreeSet<>(lets);
    Stream.of(Root.values()).map(Root::variable).forEach(known::add);
    return Spelling.nearest(name, known);
  }

  /** Whether a name stands where a text is likely. */
  private static boolean isCompared(CelNavigableExpr node) {
    return node.parent()
        .map(CelNavigableExpr::expr)
        .map(p -> p.getKind() == Kind.LIST || p.getKind() == Kind.CALL && isEquality(p.call()))
        .orElse(false);
  }

  private static boolean isEquality(CelExpr.CelCall call) {
    return Set.of("_==_", "_!=_", "@in").contains(call.function());
  }

  private void function(CelExpr expr, CelExpr.CelCall call) {
    String name = qualified(call);
    if (Vocabulary.isMacro(name)) {
      complain(expr, "type-mismatch", Quote.of(name) + " has the wrong arguments", macroUse(name));
    } else if (name.equals("format") || name.startsWith("regex.") || name.startsWith("proto.")) {
      complain(expr, "unsupported", Quote.of(name) + " is not supported", null);
    } else {
      complain(
          expr,
          "unknown-function",
          "there is no function " + Quote.of(name),
          Spelling.help(name, Vocabulary.callable()));
    }
  }

  /** The name of a called function with its namespace, if it has one. */
  private static String qualified(CelExpr.CelCall call) {
    return call.target()
        .filter(t -> t.getKind() == Kind.IDENT && NAMESPACES.contains(t.ident().name()))
        .map(t -> t.ident().name() + "." + call.function())
        .orElse(call.function());
  }

  private static @Nullable String macroUse(String name) {
    return switch (name) {
      case "has" -> "write it as in `has(resource.ownerId)`";
      case "all", "exists", "exists_one", "existsOne", "filter", "map", "sortBy" ->
          "write it as in `list." + name + "(x, x > 1)`";
      case "cel.bind" -> "write it as in `cel.bind(x, 1 + 2, x * x)`";
      default -> null;
    };
  }

  private void field(CelExpr expr) {
    boolean optional = expr.getKind() == Kind.CALL;
    CelExpr operand = optional ? expr.call().args().getFirst() : expr.select().operand();
    String field =
        optional ? expr.call().args().getLast().constant().stringValue() : expr.select().field();
    String path = path(operand);
    Set<String> declared = path == null ? null : sections.properties("@" + path);
    complain(
        expr,
        "unknown-property",
        noProperty(path, field),
        Spelling.help(field, declared == null ? sections.allProperties() : declared));
  }

  private static String noProperty(@Nullable String path, String field) {
    return switch (path) {
      case "resource" -> "no resource type here declares " + Quote.of(field);
      case "subject" -> "no subject type declares " + Quote.of(field);
      case "context" -> "no schema declares " + Quote.of(field) + " of the context";
      case null -> "no schema declares a property " + Quote.of(field) + " here";
      default -> Quote.of(path) + " has no property " + Quote.of(field);
    };
  }

  /** {@code resource.address} for a plain selection of a variable; null for anything else. */
  private @Nullable String path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> {
        String operand = path(expr.select().operand());
        yield operand == null ? null : operand + "." + expr.select().field();
      }
      default -> null;
    };
  }

  private void overload(CelExpr expr, String message) {
    Matcher applied = APPLIED.matcher(message);
    String signature = applied.find() ? applied.group(1) : "()";
    List<String> types = TypeNames.arguments(signature);
    if (types.contains(TypeNames.UNKNOWN)) {
      return;
    }
    OverloadProblem problem = overload(expr, types, !signature.startsWith("("));
    complain(expr, "type-mismatch", problem.message(), problem.help());
  }

  private OverloadProblem overload(CelExpr expr, List<String> types, boolean member) {
    String function = expr.call().function();
    String macro = highlights.macro(position(expr));
    if (macro != null && OverloadProblem.isOperator(function)) {
      return OverloadProblem.ofPredicate(macro, function, types);
    }
    return OverloadProblem.of(member ? function : qualified(expr.call()), types, member);
  }

  private void mismatch(CelExpr expr, String message) {
    List<String> types =
        QUOTED.matcher(message).results().map(r -> TypeNames.of(r.group(1))).toList();
    if (message.contains("cannot be range of a comprehension")) {
      complain(
          expr,
          "type-mismatch",
          "only a list or map has elements, and this is " + types.getFirst(),
          null);
    } else if (message.contains("does not support field selection")) {
      complain(
          expr,
          "type-mismatch",
          "a value of type " + types.getFirst() + " has no properties",
          null);
    } else if (message.startsWith("expected type") && types.size() == 2) {
      complain(
          expr,
          "type-mismatch",
          "this must be " + types.getFirst() + ", but is " + types.getLast(),
          null);
    } else if (message.contains("does not select a field")) {
      complain(
          expr,
          "type-mismatch",
          "`has` takes a property",
          "write it as in `has(resource.ownerId)`");
    } else {
      boolean struct = expr.getKind() == Kind.STRUCT;
      complain(
          expr,
          "unsupported",
          struct ? NO_MESSAGES : "this is not supported here",
          struct ? USE_MAPS : null);
    }
  }

  private void complain(CelExpr expr, String code, String message, @Nullable String help) {
    boolean tested = expr.getKind() == Kind.SELECT && expr.select().testOnly();
    int position = tested ? highlights.lastIn(position(expr)) : position(expr);
    complaints.add(
        new CelProblem(
            code, highlights.start(position), highlights.length(position), message, help));
  }

  private int position(CelExpr expr) {
    return ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
  }
}
