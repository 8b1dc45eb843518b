package dev.writ.compiler.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableMap;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wraps nodes of a parsed tree in functions that only the checker sees, to guide its typing. */
final class Wrapping {
  private static final Pattern NUMBERS =
      Pattern.compile(
          "found no matching overload for '(?:_==_|_!=_|@in)' applied to"
              + " '\\((?:int|uint|double), (?:(?:int|uint|double)|list\\((?:int|uint|double)\\))\\)'.*");

  private Wrapping() {}

  /**
   * Wraps the computed keys of map literals in a function that takes only what can be a key.
   * Without it the checker would accept a map as a key, and types could double in size with every
   * variable bound to {@code {x: x}}.
   */
  static CelAbstractSyntaxTree keys(CelAbstractSyntaxTree parsed) {
    return wrapped(parsed, Vocabulary.KEY, Wrapping::computedKeys);
  }

  private static Stream<CelMutableExpr> computedKeys(CelMutableExpr node) {
    return node.getKind() == Kind.MAP
        ? node.map().entries().stream()
            .map(CelMutableMap.Entry::key)
            .filter(key -> key.getKind() != Kind.CONSTANT)
        : Stream.of();
  }

  /** Whether a complaint is that numbers of different types are compared, which may be done. */
  static boolean isAboutNumbers(CelIssue issue) {
    return NUMBERS.matcher(issue.getMessage()).matches();
  }

  /**
   * Hides the type of the first operand of these comparisons. JSON numbers are doubles and literals
   * mostly ints, so that {@code ==} and {@code in} compare across them, as {@code <} does.
   */
  static CelAbstractSyntaxTree numbers(CelAbstractSyntaxTree parsed, List<CelIssue> issues) {
    Set<Long> calls = issues.stream().map(CelIssue::getExprId).collect(Collectors.toSet());
    return wrapped(
        parsed,
        Vocabulary.NUMBER,
        node -> calls.contains(node.id()) ? Stream.of(node.call().args().getFirst()) : Stream.of());
  }

  private static CelAbstractSyntaxTree wrapped(
      CelAbstractSyntaxTree parsed,
      String function,
      Function<CelMutableExpr, Stream<CelMutableExpr>> selection) {
    CelMutableAst ast = CelMutableAst.fromCelAst(parsed);
    List<CelMutableExpr> selected = nodes(ast).flatMap(selection).toList();
    return selected.isEmpty() ? parsed : wrapped(parsed.getSource(), ast, function, selected);
  }

  private static CelAbstractSyntaxTree wrapped(
      CelSource source, CelMutableAst ast, String function, List<CelMutableExpr> selected) {
    CelSource.Builder positions = source.toBuilder();
    long id = nodes(ast).mapToLong(CelMutableExpr::id).max().orElse(0);
    for (CelMutableExpr node : selected) {
      id++;
      Integer position = source.getPositionsMap().get(node.id());
      if (position != null) {
        positions.addPositions(id, position);
      }
      CelMutableExpr inner = CelMutableExpr.newInstance(node);
      node.setId(id);
      node.setCall(CelMutableCall.create(function, inner));
    }
    return CelAbstractSyntaxTree.newParsedAst(ast.toParsedAst().getExpr(), positions.build());
  }

  private static Stream<CelMutableExpr> nodes(CelMutableAst ast) {
    return CelNavigableMutableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .map(CelNavigableMutableExpr::expr);
  }
}
