package dev.writ.compiler.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.TextPattern;
import dev.writ.engine.program.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelCompilerTest {
  private final CelCompiler compiler = new CelCompiler();

  private CompiledExpression compiled(String text) {
    return compiled(text, Environments.SHOP);
  }

  private CompiledExpression compiled(String text, CelEnvironment environment) {
    CelResult result = compiler.compile(text, environment, null);
    assertThat(result).as(text).isInstanceOf(CelResult.Compiled.class);
    return ((CelResult.Compiled) result).expression();
  }

  private List<CelProblem> problems(String text, CelEnvironment environment, Type expected) {
    CelResult result = compiler.compile(text, environment, expected);
    return result instanceof CelResult.Refused refused ? refused.problems() : List.of();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1].all(x, x > 0) | ALL",
        "[1].exists(x, x > 0) | EXISTS",
        "[1].exists_one(x, x > 0) | EXISTS_ONE",
        "[1].existsOne(x, x > 0) | EXISTS_ONE",
        "[1].filter(x, x > 0) | FILTER",
        "[1].map(x, x) | MAP",
        "[1].map(x, x > 0, x + 1) | MAP",
        "[1].all(i, x, x > i) | ALL",
        "[1].exists(i, x, x > i) | EXISTS",
        "[1].existsOne(i, x, x > i) | EXISTS_ONE",
        "[1].transformList(i, x, x + i) | MAP",
        "[1].transformList(i, x, x > i, x) | MAP",
        "[1].transformMap(i, x, x + i) | TRANSFORM_MAP",
        "[1].transformMap(i, x, x > i, x) | TRANSFORM_MAP",
        "[1].transformMapEntry(i, x, {x: i}) | TRANSFORM_MAP_ENTRY",
        "[1].transformMapEntry(i, x, x > i, {x: i}) | TRANSFORM_MAP_ENTRY"
      })
  void everyMacroIsAFoldOfItsKind(String text, FoldKind kind) {
    assertThat(compiled(text).root())
        .isInstanceOfSatisfying(Expr.Fold.class, fold -> assertThat(fold.kind()).isEqualTo(kind));
  }

  @Test
  void nestedVariablesHaveSlotsOfTheirOwn() {
    var expression = compiled("[[1]].exists(x, x.exists(x, x > 0) && cel.bind(y, 1, y > 0))");
    assertThat(expression.locals()).isEqualTo(3);
  }

  @Test
  void whatIsReferredToIsNumberedByFirstUse() {
    var expression =
        compiled(
            "open('month-end-freeze') || large || open('business-hours')"
                + " || resource.ownerId.matches('^a') || large || resource.status in sanctioned"
                + " || resource.ownerId.matches('b$') || resource.ownerId.matches('^a')"
                + " || now.getHours('Europe/Berlin') > 8 || now.getHours('+01:00') > 8");
    assertThat(expression.windows()).containsExactly("month-end-freeze", "business-hours");
    assertThat(expression.lets()).containsExactly("large", "sanctioned");
    assertThat(expression.patterns()).extracting(TextPattern::source).containsExactly("^a", "b$");
    assertThat(expression.zones()).containsExactly("Europe/Berlin");
    assertThat(expression.anyZone()).isFalse();
    assertThat(compiled("now.getHours(resource.ownerId) > 8").anyZone()).isTrue();
  }

  @Test
  void aProgramsNumbersReplaceTheExpressionsOwn() {
    Numbering numbering =
        new Numbering() {
          @Override
          public int let(String name) {
            return 7;
          }

          @Override
          public int window(String name) {
            return 8;
          }

          @Override
          public int pattern(TextPattern pattern) {
            return 9;
          }
        };
    Expression expression =
        compiled("[large].all(l, l && open('business-hours') && 'a'.matches('b'))")
            .in("a.yaml", 3, numbering);
    assertThat(expression.file()).isEqualTo("a.yaml");
    assertThat(expression.line()).isEqualTo(3);
    assertThat(expression.root().toString())
        .contains("LetReference[let=7", "Open[window=8", "pattern=9");
  }

  @Test
  void equalTextsInEqualEnvironmentsShareOneExpression() {
    var first = compiled("resource.amount > 1.0 && large");
    var again =
        compiled("resource.amount > 1.0 && large", Environments.SHOP.withLet("x", Type.INT));
    assertThat(again).isSameAs(first);
  }

  @Test
  void aChangedTypeIsAnotherExpression() {
    CelEnvironment dynamic = Environments.SHOP.withResource(Section.DYNAMIC);
    assertThat(compiled("resource.amount").type()).isEqualTo(Type.DOUBLE);
    assertThat(compiled("resource.amount", dynamic).type()).isEqualTo(Type.DYN);
  }

  @Test
  void namesOfOtherFilesAreCheckedEachTime() {
    compiled("open('business-hours') && 'admin' in subject.roles");
    CelEnvironment changed =
        Environments.SHOP.withWindows(Set.of()).withRoles(RoleNames.of(Set.of(), Set.of("admin")));
    assertThat(problems("open('business-hours') && 'admin' in subject.roles", changed, Type.BOOL))
        .extracting(CelProblem::code)
        .containsExactly("unknown-window", "derived-role-test");
  }

  @Test
  void anExpressionMustHaveTheExpectedTypeIfItIsKnown() {
    assertThat(problems("resource.amount", Environments.SHOP, Type.BOOL))
        .extracting(CelProblem::message)
        .containsExactly("this must be bool, but is double");
    assertThat(problems("resource.anything", Environments.SHOP, Type.BOOL)).isEmpty();
    assertThat(problems("{'a': 1}", Environments.SHOP, Type.map(Type.STRING, Type.DYN))).isEmpty();
  }

  @Test
  void numbersCompareAcrossTypes() {
    assertThat(compiled("resource.amount == 10 && 10 != resource.amount && 1 in [1.0]").type())
        .isEqualTo(Type.BOOL);
  }

  @Test
  void aPropertyOfAnyDeclaringTypeMayBeUsedAndDifferingTypesAreDynamic() {
    var orders = shape("ownerId", Shape.Simple.STRING);
    var payments = shape("amount", Shape.Simple.DOUBLE);
    var refunds = shape("amount", Shape.Simple.STRING);
    CelEnvironment union =
        CelEnvironment.DYNAMIC.withResource(Section.declared(List.of(orders, payments, refunds)));
    assertThat(compiled("resource.ownerId", union).type()).isEqualTo(Type.STRING);
    assertThat(compiled("resource.amount", union).type()).isEqualTo(Type.DYN);
    assertThat(problems("resource.currency == 'EUR'", union, Type.BOOL)).hasSize(1);
  }

  private static Shape shape(String name, Shape.PropertyType type) {
    return new Shape(List.of(new Shape.Property(name, type, true, false)));
  }

  @Test
  void propertiesThatAreAlwaysThereHaveTypesInADynamicSection() {
    assertThat(compiled("subject.roles", CelEnvironment.DYNAMIC).type())
        .isEqualTo(Type.list(Type.STRING));
    assertThat(compiled("resource.id", CelEnvironment.DYNAMIC).type()).isEqualTo(Type.STRING);
    assertThat(compiled("resource.other", CelEnvironment.DYNAMIC).type()).isEqualTo(Type.DYN);
  }

  @Test
  void manyThreadsCompileAtOnce() {
    var texts =
        IntStream.range(0, 400).mapToObj(i -> "resource.amount > " + i % 50 + ".0").toList();
    var results =
        texts.parallelStream().map(t -> compiler.compile(t, Environments.SHOP, Type.BOOL)).toList();
    assertThat(results).allMatch(CelResult.Compiled.class::isInstance);
  }

  @Test
  void constantsOfAPolicyAreLiteralsWhoseNumbersAreDoubles() {
    assertThat(Constants.literal(List.of("KP", "XX")).type()).isEqualTo(Type.list(Type.STRING));
    assertThat(Constants.literal(List.of(1, 2.5)).value()).isEqualTo(List.of(1.0, 2.5));
    assertThat(Constants.literal(Map.of("a", 1L)).type())
        .isEqualTo(Type.map(Type.STRING, Type.DOUBLE));
    assertThat(Constants.literal(List.of(1, "a")).type()).isEqualTo(Type.list(Type.DYN));
  }
}
