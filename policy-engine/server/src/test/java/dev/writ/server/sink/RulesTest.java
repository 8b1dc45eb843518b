package dev.writ.server.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Map<String, Object> RECORD =
      Map.of("type", "decision", "subject", Map.of("id", "bob", "type", "user"));

  @Test
  void withoutRulesARecordPassesAsItIs() {
    assertThat(Rules.of(null, Map.of()).apply(RECORD)).isSameAs(RECORD);
  }

  @Test
  void aRecordThatIsDroppedIsNotSent() {
    assertThat(Rules.of("record.subject.id == 'bob'", Map.of()).apply(RECORD)).isNull();
  }

  @Test
  void aDropRuleThatFailsDropsNothing() {
    assertThat(Rules.of("record.absent.id == 'bob'", Map.of()).apply(RECORD)).isSameAs(RECORD);
  }

  @Test
  void aMaskTakesItsMemberAway() {
    assertThat(Rules.of(null, Map.of("subject.id", "record.type == 'decision'")).apply(RECORD))
        .isEqualTo(Map.of("type", "decision", "subject", Map.of("type", "user")));
  }

  @Test
  void aMaskThatFailsHidesItsMember() {
    assertThat(Rules.of(null, Map.of("subject.id", "record.absent == 1")).apply(RECORD))
        .isEqualTo(Map.of("type", "decision", "subject", Map.of("type", "user")));
  }

  @Test
  void whatIsNoConditionIsRefusedAtTheStart() {
    assertThatIllegalArgumentException().isThrownBy(() -> Rules.of("record.id ==", Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Rules.of("1 + 1", Map.of()));
  }
}
