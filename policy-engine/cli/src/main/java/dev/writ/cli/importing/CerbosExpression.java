package dev.writ.cli.importing;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A condition of Cerbos in this language's words. Macros stay as they are written: their names are
 * the same in both.
 */
final class CerbosExpression extends ExpressionText {
  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder().setStandardMacros(List.of()).build();
  private static final String PRINCIPAL = "request.principal";
  private static final String RESOURCE = "request.resource";
  private static final Map<String, String> SHORT =
      Map.of("P", PRINCIPAL, "R", RESOURCE, "V", "variables", "C", "constants");
  private static final Set<String> TAKEN =
      Set.of("id", "type", "roles", "verified", "permission", "name");

  /** What a variable of a macro must not hide. */
  private static final Set<String> ROOTS =
      Set.of(
          "subject",
          "action",
          "resource",
          "context",
          "service",
          "peer",
          "token",
          "now",
          "P",
          "R",
          "V",
          "C",
          "request",
          "variables",
          "constants",
          "runtime",
          "globals",
          "G");

  private static final Set<String> MACROS =
      Set.of(
          "all",
          "exists",
          "exists_one",
          "existsOne",
          "filter",
          "map",
          "transformList",
          "transformMap",
          "transformMapEntry",
          "sortBy",
          "bind");

  private final Consumer<String> roles;

  private CerbosExpression(Consumer<String> roles) {
    this.roles = roles;
  }

  /**
   * Translates one expression.
   *
   * @param roles takes the names of roles that it asks for
   */
  static String translate(String text, Consumer<String> roles) throws Unmappable {
    try {
      CelExpr expr = PARSER.parse(text).getAst().getExpr();
      return new CerbosExpression(roles).write(expr);
    } catch (CelValidationException invalid) {
      throw new Unmappable("`%s` is not CEL".formatted(text));
    }
  }

  @Override
  String write(CelExpr expr) throws Unmappable {
    String path = path(expr);
    if (path != null) {
      String known = named(path);
      if (known != null) {
        return known;
      }
    }
    return expr.getKind() == Kind.CALL ? call(expr) : super.write(expr);
  }

  /** {@code a.b.c}, short names written out; null for anything else. */
  private static @Nullable String path(CelExpr expr) {
    if (expr.getKind() == Kind.IDENT) {
      String name = expr.ident().name();
      return SHORT.getOrDefault(name, name);
    }
    if (expr.getKind() == Kind.SELECT) {
      String operand = path(expr.select().operand());
      return operand == null ? null : operand + "." + expr.select().field();
    }
    return literalKey(expr);
  }

  /** {@code attr["name"]} means what {@code attr.name} means. */
  private static @Nullable String literalKey(CelExpr expr) {
    if (expr.getKind() != Kind.CALL || !expr.call().function().equals("_[_]")) {
      return null;
    }
    CelExpr key = expr.call().args().get(1);
    String operand = path(expr.call().args().getFirst());
    boolean name =
        key.getKind() == Kind.CONSTANT
            && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
            && key.constant().stringValue().matches("[A-Za-z_][A-Za-z0-9_]*");
    return name && operand != null && operand.endsWith(".attr")
        ? operand + "." + key.constant().stringValue()
        : null;
  }

  /** What a path of Cerbos is called here; null if it is none of its own. */
  private static @Nullable String named(String path) throws Unmappable {
    return switch (path) {
      case PRINCIPAL + ".id" -> "subject.id";
      case PRINCIPAL + ".roles" -> "subject.roles";
      case RESOURCE + ".id" -> "resource.id";
      case RESOURCE + ".kind" -> "resource.type";
      default -> below(path);
    };
  }

  private static @Nullable String below(String path) throws Unmappable {
    for (var known :
        List.of(
            Map.entry(PRINCIPAL + ".attr.", "subject."),
            Map.entry(RESOURCE + ".attr.", "resource."),
            Map.entry("request.aux_data.jwt.", "token."),
            Map.entry("request.auxData.jwt.", "token."),
            Map.entry("variables.", ""),
            Map.entry("constants.", ""))) {
      if (path.startsWith(known.getKey())) {
        String name = path.substring(known.getKey().length());
        // deeper ones are written by their operands
        return name.contains(".")
            ? null
            : known.getValue() + property(path, known.getValue(), name);
      }
    }
    String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    boolean foreign =
        Set.of("request", "runtime", "globals", "G", "variables", "constants").contains(first);
    if (foreign) {
      throw new Unmappable("`" + path + "` has no counterpart here");
    }
    return null;
  }

  private static String property(String path, String of, String name) throws Unmappable {
    boolean properties = of.equals("subject.") || of.equals("resource.");
    if (properties && TAKEN.contains(name)) {
      throw new Unmappable(
          "`%s`: a property `%s` would hide what the engine says; give it another name"
              .formatted(path, name));
    }
    return name;
  }

  private String call(CelExpr expr) throws Unmappable {
    CelCall call = expr.call();
    List<CelExpr> args = call.args();
    Optional<CelExpr> target = call.target();
    if (MACROS.contains(call.function()) && target.isPresent()) {
      requireFresh(args);
    }
    noteRole(call);
    String name = call.function() + "/" + args.size() + (target.isPresent() ? "/member" : "");
    return switch (name) {
      case "now/0" -> "now";
      case "timeSince/0/member" -> "(now - " + operand(target.orElseThrow()) + ")";
      case "inIPAddrRange/1/member" ->
          "cidr(%s).containsIP(%s)".formatted(write(args.getFirst()), write(target.orElseThrow()));
      case "hasIntersection/2", "has_intersection/2" ->
          "sets.intersects(%s, %s)".formatted(write(args.get(0)), write(args.get(1)));
      case "isSubset/2", "is_subset/2" ->
          "sets.contains(%s, %s)".formatted(write(args.get(1)), write(args.get(0)));
      case "hasIntersection/1/member" ->
          "sets.intersects(%s, %s)".formatted(write(target.orElseThrow()), write(args.get(0)));
      case "isSubset/1/member" ->
          "sets.contains(%s, %s)".formatted(write(args.get(0)), write(target.orElseThrow()));
      default -> super.write(expr);
    };
  }

  private static void requireFresh(List<CelExpr> args) throws Unmappable {
    for (CelExpr arg : args.subList(0, args.size() - 1)) {
      if (arg.getKind() == Kind.IDENT && ROOTS.contains(arg.ident().name())) {
        throw new Unmappable(
            "the variable `%s` would hide a name of the language; give it another"
                .formatted(arg.ident().name()));
      }
    }
  }

  /** {@code "admin" in P.roles}: roles that are asked for must be declared. */
  private void noteRole(CelCall call) {
    if (call.function().equals("@in")
        && (PRINCIPAL + ".roles").equals(path(call.args().get(1)))
        && call.args().getFirst().getKind() == Kind.CONSTANT
        && call.args().getFirst().constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      roles.accept(call.args().getFirst().constant().stringValue());
    }
  }
}
