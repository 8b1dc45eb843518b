package dev.writ.compiler.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Span;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
  private final CelCompiler compiler = new CelCompiler();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.ownerId == subject.id && !large",
        "(resource.amount + 1.0) * 2.0 > 1000 || \"admin\" in subject.roles",
        "((resource.ownerId)) == (subject.id)",
        "!(large && (true || false))",
        "-(resource.amount) < -1.5 && -1 < -(2)",
        "- resource.amount < 1.0",
        "large ? (resource.amount) : (1.0 + 2.0)",
        "(large ? true : false) ? 1 : (2)",
        "resource.tags[0].substring(1).startsWith('a')",
        "{'a': 1, resource.ownerId: (2)}['a'] == [1, (2), 3][0]",
        "[[1], [2, 3]][1][0] in [1]",
        "size(resource.tags) + resource.tags.size() > (1 + 2) * 3",
        "math.greatest(1, 2, 3) > math.least(4, 5) && math.ceil(1.5) == 2.0",
        "has(resource.address.city) && has(resource.limits.a)",
        "resource.?address.?city.orValue('x') == \"y\" + 'z'",
        "resource.limits[?'a'].orValue(1.0) > 2.0",
        "now - duration('1h') > timestamp('2026-01-01T00:00:00Z')",
        "now.getHours('Europe/Berlin') >= 9 && open('business-hours')",
        "resource.ownerId.matches('^a+$') || matches(resource.ownerId, 'b')",
        "[1, 2].exists(x, x > 1) && [1, 2].all(x, x > 0)",
        "resource.tags.filter(t, t != 'a').map(t, t + 'b').size() == 0",
        "cel.bind(x, resource.amount * 2.0, x > 1.0 && x < 10.0)",
        "[3, 1].sortBy(x, -x)[0] == 3",
        "{'a': 1}.transformMap(k, v, v + 1)['a'] == 2",
        "  resource.ownerId   ==\n  subject.id  // who owns it\n",
        "\"é😀\" + resource.ownerId == \"😀\" && (resource.ownerId) != \"é\"",
        "resource.`ownerId` == 'a'",
        "ip(context.ip).isLoopback() || cidr('10.0.0.0/8').containsIP(context.ip)",
        "spiffe(service.id)['path'] == '/a' && sets.contains([1], [1])",
        "type(1) == int && type(now) == google.protobuf.Timestamp",
        "1u < 2u && b'a' != b\"b\" && r'\\d' == '\\\\d' && null == null",
        "0x1F > 1 && 1e3 > 1.0 && .5 < 1.0",
        "'''a'b''' == \"\"\"a'b\"\"\"",
        ".resource.ownerId == .subject.id",
        "[?resource.?ownerId, 'a'] == ['a'] && {?'a': optional.of(1)} == {}"
      })
  void everySubExpressionStandsWhereItsTextMeansTheSame(String text) {
    Expr root = compiled(text);
    assertThat(quote(text, root)).isEqualTo(withoutMargins(text));
    all(root)
        .filter(node -> isWhole(node) && !isOfMacro(text, node))
        .forEach(node -> assertSameMeaning(text, node));
  }

  private void assertSameMeaning(String text, Expr node) {
    String quoted = quote(text, node);
    assertThat(shape(compiled(quoted))).as("`%s` of `%s`", quoted, text).isEqualTo(shape(node));
  }

  @Test
  void whatAMacroBindsStandsWhereItIsUsed() {
    String text = "resource.lines.exists(line, line.price > 1.0 && large)";
    assertThat(all(compiled(text)).map(node -> quote(text, node)))
        .containsExactly(
            text,
            "resource.lines",
            "resource",
            "line.price > 1.0 && large",
            "line.price > 1.0",
            "line.price",
            "line",
            "1.0",
            "large");
  }

  private Expr compiled(String text) {
    CelResult result = compiler.compile(text, Environments.SHOP, null);
    assertThat(result).as(text).isInstanceOf(CelResult.Compiled.class);
    return ((CelResult.Compiled) result).expression().root();
  }

  private static String withoutMargins(String text) {
    return text.lines()
        .map(line -> line.replaceAll("//.*", ""))
        .reduce((a, b) -> a + "\n" + b)
        .orElse("")
        .strip();
  }

  private static String quote(String text, Expr node) {
    return text.substring(Span.start(node.span()), Span.end(node.span()));
  }

  /**
   * Whether a node's text means something alone: no variables of its surroundings, no macro's part.
   */
  private static boolean isWhole(Expr node) {
    return node.span() != Span.NONE
        && !(node instanceof Expr.Variable)
        && all(node).noneMatch(n -> n instanceof Expr.Local || n instanceof Expr.Bind);
  }

  /** Whether a node is the list that {@code math.greatest} makes of its arguments. */
  private static boolean isOfMacro(String text, Expr node) {
    return node instanceof Expr.ListOf && !quote(text, node).startsWith("[");
  }

  private static Stream<Expr> all(Expr node) {
    return Stream.concat(Stream.of(node), children(node).stream().flatMap(SpansTest::all));
  }

  private static List<Expr> children(Expr expr) {
    return switch (expr) {
      case Expr.Call call -> call.arguments();
      case Expr.ListOf list -> list.elements();
      case Expr.MapOf map ->
          map.entries().stream().flatMap(e -> Stream.of(e.key(), e.value())).toList();
      case Expr.Fold fold ->
          Stream.of(fold.range(), fold.filter(), fold.transform())
              .filter(Objects::nonNull)
              .toList();
      case Expr.Bind bind -> List.of(bind.value(), bind.body());
      case Expr.Select select -> List.of(select.operand());
      case Expr.Has has -> List.of(has.operand());
      case Expr.Matches matches -> List.of(matches.operand());
      default -> List.of();
    };
  }

  /** A tree without its spans. */
  private static String shape(Expr node) {
    String head =
        switch (node) {
          case Expr.Call call -> call.function().name();
          case Expr.Literal literal -> literal.value().toString();
          case Expr.Select select -> "." + select.field();
          default -> node.getClass().getSimpleName();
        };
    return head + children(node).stream().map(SpansTest::shape).toList();
  }
}
