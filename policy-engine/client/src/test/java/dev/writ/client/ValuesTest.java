package dev.writ.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Requests are immutable and hold only what a decision point reads as it was meant. */
class ValuesTest {

  @Test
  void laterChangesOfWhatWasGivenDoNotShow() {
    List<String> roles = new ArrayList<>(List.of("customer"));
    Map<String, Object> given = new HashMap<>(Map.of("roles", roles));
    Subject subject = new Subject("user", "alice", given);
    roles.add("admin");
    given.put("department", "it");
    assertThat(subject.properties()).isEqualTo(Map.of("roles", List.of("customer")));
  }

  @Test
  void whatIsReadCannotBeChanged() {
    Subject subject = Subject.of("user", "alice").withRoles("customer");
    assertThatThrownBy(() -> subject.properties().put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) subject.properties().get("roles")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void nullIsAbsent() {
    Map<String, Object> given = new HashMap<>();
    given.put("a", null);
    given.put("b", new HashMap<>(given));
    assertThat(new Resource("orders", "o1", given).properties()).isEqualTo(Map.of("b", Map.of()));
    assertThatThrownBy(() -> Resource.of("orders", "o1").with("l", Arrays.asList(1, null)))
        .hasMessage("a list holds null; leave the element out");
  }

  @Test
  void numbersThatADoubleWouldChangeAreRefused() {
    for (Object number :
        List.of(
            new BigDecimal("1000.00000000000000001"),
            new BigDecimal("1e400"),
            new BigDecimal("1e-400"),
            new BigDecimal("9007199254740993"),
            new BigInteger("9007199254740992"),
            Long.MAX_VALUE,
            Double.NaN,
            Float.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> amount(number))
          .as("%s", number)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void ordinaryNumbersStayWhatTheyAre() {
    assertThat(amount(new BigDecimal("1000.00"))).isEqualTo(1000L);
    assertThat(amount(new BigDecimal("1000.01"))).isEqualTo(1000.01);
    assertThat(amount((1L << 53) - 1)).isEqualTo((1L << 53) - 1);
    assertThat(amount(7)).isEqualTo(7L);
  }

  @Property
  void everyDoubleSurvivesAsADecimal(@ForAll double number) {
    Number kept = (Number) amount(new BigDecimal(Double.toString(number)));
    assertThat(kept.doubleValue() == number).isTrue();
  }

  @Test
  void timesAreTextAndObjectsAreRefused() {
    assertThat(amount(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    assertThatThrownBy(() -> amount(new Object()))
        .hasMessageContaining("text, a boolean, a number, a time, a list or a map");
  }

  @Test
  void emptyNamesAreRefused() {
    assertThatThrownBy(() -> Subject.of("user", "")).hasMessage("the subject's id is empty");
    assertThatThrownBy(() -> Resource.of("", "x")).hasMessage("the resource's type is empty");
    assertThatThrownBy(() -> Action.of("")).hasMessage("the action's name is empty");
  }

  @Test
  void aListThatHoldsItselfIsRefused() {
    List<Object> loop = new ArrayList<>();
    loop.add(loop);
    assertThatThrownBy(() -> amount(loop)).hasMessageContaining("deeper than 60 levels");
  }

  private static Object amount(Object value) {
    return Resource.of("payments", "p1").with("amount", value).properties().get("amount");
  }
}
