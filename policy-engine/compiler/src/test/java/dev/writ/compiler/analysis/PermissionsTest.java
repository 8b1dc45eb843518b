package dev.writ.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.pattern.PermissionPattern;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PermissionsTest {

  /**
   * Every permission of up to four segments over an alphabet with one more letter than patterns.
   */
  private static final List<List<String>> PERMISSIONS = permissions();

  private static List<List<String>> permissions() {
    List<List<String>> all = new ArrayList<>();
    List<List<String>> last = List.of(List.of());
    for (int size = 1; size <= 4; size++) {
      List<List<String>> next = new ArrayList<>();
      for (List<String> prefix : last) {
        for (String segment : List.of("a", "b", "c")) {
          List<String> longer = new ArrayList<>(prefix);
          longer.add(segment);
          next.add(longer);
        }
      }
      all.addAll(next);
      last = next;
    }
    return all;
  }

  @Provide
  Arbitrary<PermissionPattern> patterns() {
    return Arbitraries.of("a", "b", "*")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(PermissionPattern::new);
  }

  @Property
  void aPatternCoversAnotherIfItMatchesWhateverThatMatches(
      @ForAll("patterns") PermissionPattern wide, @ForAll("patterns") PermissionPattern narrow) {
    boolean matchesAll = PERMISSIONS.stream().filter(narrow::matches).allMatch(wide::matches);
    assertThat(Permissions.covers(wide, narrow)).isEqualTo(matchesAll);
  }

  @Example
  void aRuleOfSeveralTypesIsAboutEachOfThem() {
    assertThat(Permissions.ofRule(List.of("a", "b"), List.of("read", "*:list:all", "b:x", "*")))
        .map(PermissionPattern::toString)
        .containsExactly("a:read", "b:read", "a:list:all", "b:list:all", "b:x", "a:*", "b:*");
  }

  @Example
  void aRuleOfEveryTypeKeepsItsPatterns() {
    assertThat(Permissions.ofRule(List.of(), List.of("read", "*:list", "b:x")))
        .map(PermissionPattern::toString)
        .containsExactly("*:read", "*:list", "b:x");
    assertThat(Permissions.ofRule(List.of(), List.of()))
        .map(PermissionPattern::toString)
        .containsExactly("*");
  }
}
