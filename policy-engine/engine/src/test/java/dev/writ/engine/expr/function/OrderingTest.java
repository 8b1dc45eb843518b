package dev.writ.engine.expr.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.value.UInt;
import java.math.BigDecimal;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OrderingTest {
  @Property
  void textsAreOrderedByCodePoint(@ForAll String one, @ForAll String other) {
    int expected = Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    assertThat(Integer.signum(Ordering.texts(one, other))).isEqualTo(Integer.signum(expected));
  }

  @Test
  void aSurrogatePairComesAfterEveryOtherCharacter() {
    assertThat(Ordering.compare("\uFFFD", "\uD83D\uDE00")).isEqualTo(-1);
  }

  @Property
  void smallNumbersAreOrderedExactlyAcrossTypes(@ForAll int whole, @ForAll float real) {
    long number = whole;
    int expected = BigDecimal.valueOf(number).compareTo(new BigDecimal(real));
    assertThat(Ordering.compare(number, (double) real)).isEqualTo(expected);
    assertThat(Ordering.compare((double) real, number)).isEqualTo(-expected);
    if (number >= 0) {
      assertThat(Ordering.compare(new UInt(number), (double) real)).isEqualTo(expected);
      assertThat(Ordering.compare(new UInt(number), number)).isZero();
    }
  }

  @Test
  void nothingIsLessEqualOrGreaterThanNaN() {
    for (Object number : new Object[] {1L, 1.0, new UInt(1), Double.NaN}) {
      assertThat(Ordering.compare(number, Double.NaN)).isEqualTo(Ordering.UNORDERED);
      assertThat(Equality.equal(number, Double.NaN, new Budget())).isEqualTo(false);
    }
  }

  @Property
  void hashedMembershipIsEquality(@ForAll long number, @ForAll double real) {
    var budget = new Budget();
    budget.open(1_000_000);
    for (Object member : new Object[] {number, real, new UInt(number), (double) number}) {
      var members = new Membership();
      members.add(member);
      for (Object sought :
          new Object[] {number, real, new UInt(number), (double) number, (long) real}) {
        assertThat(members.contains(sought, budget))
            .as("%s in [%s]", sought, member)
            .isEqualTo(Equality.equal(sought, member, budget));
      }
    }
  }
}
