package dev.writ.engine.pattern.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.TextPattern.Anchor;
import dev.writ.engine.program.TextPattern.Automaton;
import dev.writ.engine.program.TextPattern.Literals;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextMatcherTest {
  /** Texts of one or more {@code a} and nothing else: state 0 begins, state 1 has read one. */
  private static Automaton onlyA() {
    return new Automaton(
        "^a+$",
        new int[] {0, 'a', 'b'},
        new int[] {0, 1, 0},
        2,
        new int[] {-1, 1, -1, 1},
        new long[] {0},
        new long[] {0b10});
  }

  @Test
  void anAutomatonIsFollowedToTheEndOfTheText() {
    TextMatcher matcher = TextMatcher.of(onlyA());
    assertThat(Stream.of("a", "aaaa")).allMatch(matcher::matches);
    assertThat(Stream.of("", "b", "ab", "aab", "é", "😀")).noneMatch(matcher::matches);
  }

  @Test
  void anAcceptingStateEndsTheSearch() {
    var containsB =
        new Automaton(
            "b",
            new int[] {0, 'b', 'c'},
            new int[] {0, 1, 0},
            2,
            new int[] {0, 1, 0, 0},
            new long[] {0b10},
            new long[] {0});
    TextMatcher matcher = TextMatcher.of(containsB);
    assertThat(Stream.of("b", "ab", "abba")).allMatch(matcher::matches);
    assertThat(Stream.of("", "a", "ac")).noneMatch(matcher::matches);
  }

  @Test
  void literalsStandWhereTheirAnchorSays() {
    var texts = List.of("ab", "c");
    assertThat(TextMatcher.of(new Literals("", Anchor.WHOLE, texts)).matches("ab")).isTrue();
    assertThat(TextMatcher.of(new Literals("", Anchor.WHOLE, texts)).matches("abc")).isFalse();
    assertThat(TextMatcher.of(new Literals("", Anchor.START, texts)).matches("abx")).isTrue();
    assertThat(TextMatcher.of(new Literals("", Anchor.START, texts)).matches("xab")).isFalse();
    assertThat(TextMatcher.of(new Literals("", Anchor.END, texts)).matches("xab")).isTrue();
    assertThat(TextMatcher.of(new Literals("", Anchor.END, texts)).matches("abx")).isFalse();
    assertThat(TextMatcher.of(new Literals("", Anchor.ANYWHERE, texts)).matches("xcx")).isTrue();
    assertThat(TextMatcher.of(new Literals("", Anchor.ANYWHERE, texts)).matches("x")).isFalse();
  }

  static Stream<Automaton> contradictions() {
    int[] starts = {0, 'a', 'b'};
    int[] classOf = {0, 1, 0};
    int[] next = {-1, 1, -1, 1};
    long[] none = {0};
    return Stream.of(
        new Automaton("", new int[0], new int[0], 2, next, none, none),
        new Automaton("", new int[] {1}, new int[] {0}, 2, next, none, none),
        new Automaton("", new int[] {0, 'b', 'a'}, classOf, 2, next, none, none),
        new Automaton("", starts, new int[] {0, 1}, 2, next, none, none),
        new Automaton("", starts, new int[] {0, 2, 0}, 2, next, none, none),
        new Automaton("", starts, new int[] {0, -1, 0}, 2, next, none, none),
        new Automaton("", starts, classOf, 0, next, none, none),
        new Automaton("", starts, classOf, -1, next, none, none),
        new Automaton("", starts, classOf, 2, new int[0], none, none),
        new Automaton("", starts, classOf, 2, new int[] {0, 0, 0}, none, none),
        new Automaton("", starts, classOf, 2, new int[] {-1, 2, -1, 1}, none, none),
        new Automaton("", starts, classOf, 2, new int[] {-2, 1, -1, 1}, none, none),
        new Automaton("", starts, classOf, 2, next, new long[0], none),
        new Automaton("", starts, classOf, 2, next, none, new long[0]));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void tablesThatContradictEachOtherAreRefused(Automaton automaton) {
    assertThatThrownBy(() -> TextMatcher.of(automaton)).isInstanceOf(InvalidProgram.class);
  }
}
