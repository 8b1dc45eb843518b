package dev.writ.engine.expr.function;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SearchTest {
  /** Long enough that the linear search is used, of few letters so that much nearly matches. */
  private static String text(String letters) {
    return letters.repeat(400 / letters.length() + 1);
  }

  @Property
  void findsWhatTheJdkFinds(
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 30) String letters,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 40) String pattern,
      @ForAll @IntRange(max = 300) int from) {
    String text = text(letters);
    var search = new Search(pattern);
    assertThat(search.find(text, from)).isEqualTo(text.indexOf(pattern, from));
    assertThat(search.findLast(text, from)).isEqualTo(text.lastIndexOf(pattern, from));
  }
}
