package dev.writ.compiler.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {

  private static PolicySet when(String condition) {
    return PolicySet.of("policy: p\nrules:\n  - allow: it\n    when: '" + condition + "'\n");
  }

  @Test
  void anExpressionHasAtMostTenThousandCharacters() {
    assertThat(when("\"" + "x".repeat(9_900) + "\" != \"\"").errors()).isEmpty();
    assertThat(when("\"" + "x".repeat(10_000) + "\" != \"\"").errors()).hasSize(1);
  }

  @Test
  void anExpressionIsNotNestedBeyondItsLimit() {
    assertThat(when("[".repeat(300) + "]".repeat(300) + " == []").errors()).isNotEmpty();
    assertThat(when("(".repeat(2_000) + "true" + ")".repeat(2_000)).errors()).isNotEmpty();
    assertThat(when("resource" + ".a".repeat(300) + " == 1").errors()).isNotEmpty();
  }

  @Test
  void manyOperandsAreNoNesting() {
    assertThat(when("true" + " && true".repeat(1_000)).errors()).isEmpty();
  }

  @Test
  void constantsCountInTheFileOnly() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      list.append("  - value").append(i).append('\n');
    }
    PolicySet set =
        PolicySet.of(
            "definitions: big\nlet:\n  values:\n" + list.toString().indent(2),
            "policy: p\nuse: [big]\nrules:\n  - allow: it\n    when: subject.id in values\n");
    assertThat(set.allows(Ask.who("user:value19999"))).isTrue();
    assertThat(set.allows(Ask.who("user:value20000"))).isFalse();
  }

  @Test
  void aFileIsAtMostOneMebibyte() {
    assertThat(
            PolicySet.of("policy: p # " + "x".repeat(1 << 20) + "\nrules:\n  - allow: it\n")
                .errors())
        .hasSize(1);
  }

  private static PolicySet chainOfLets(int length) {
    StringBuilder lets = new StringBuilder("  n0: resource.a == 1\n");
    for (int i = 1; i < length; i++) {
      lets.append("  n%d: n%d%n".formatted(i, i - 1));
    }
    return PolicySet.of(
        "policy: p\nlet:\n" + lets + "rules:\n  - allow: it\n    when: n" + (length - 1) + "\n");
  }

  @Test
  void namesAreBuiltOnEachOtherUpToALimit() {
    assertThat(chainOfLets(400).allows(Ask.alice().resource("a", 1.0))).isTrue();
    assertThat(chainOfLets(600).errors())
        .containsExactly("with the names that it uses, this is nested deeper than 500 levels");
  }

  @Test
  void aLongChainOfLetsIsCheckedWithoutRecursion() {
    assertThat(chainOfLets(3_000).errors())
        .isNotEmpty()
        .allMatch(error -> error.contains("nested deeper than 500 levels"));
  }

  @Test
  void aLongChainOfRolesIsResolvedWithoutRecursion() {
    StringBuilder roles = new StringBuilder("roles:\n  r0: { permissions: [\"*\"] }\n");
    for (int i = 1; i < 3_000; i++) {
      roles.append("  r%d: { inherits: [r%d], permissions: [\"x:y\"] }%n".formatted(i, i - 1));
    }
    PolicySet set = PolicySet.of(roles.toString());
    assertThat(set.allows(Ask.alice().roles("r2999"))).isTrue();
  }
}
