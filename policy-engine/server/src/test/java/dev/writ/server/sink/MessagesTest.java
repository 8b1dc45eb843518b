package dev.writ.server.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.config.WritConfig.DecisionLog.Form;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sink gets of a record, whatever a request put into it. */
class MessagesTest {
  /** As the log writes it: an amount of 1e18, and what JSON parsers like to refuse. */
  private static final String LINE =
      "{\"context\":{\"amount\":1000000000000000000,\"odd\":{\"__proto\":[-0.5,null,\"\\u0000\"]}},"
          + "\"id\":\"id-1\",\"instance\":\"pdp-1\",\"latency\":1000000,"
          + "\"subject\":{\"id\":\"alice\"},\"time\":\"2026-03-04T10:00:00Z\","
          + "\"type\":\"decision\",\"v\":1}";

  @Test
  void aRecordThatNothingIsTakenFromIsTheLineOfTheLog() {
    assertThat(content(Map.of(), Form.RECORD)).isEqualTo(LINE);
  }

  @Test
  void aMaskedRecordIsTheLineWithoutThatMember() {
    assertThat(content(Map.of("subject.id", "true"), Form.RECORD))
        .isEqualTo(LINE.replace("{\"id\":\"alice\"}", "{}"));
  }

  @Test
  void anEventHasTheLineUnmapped() {
    assertThat(content(Map.of(), Form.OCSF)).contains("\"unmapped\":" + LINE);
  }

  private static String content(Map<String, String> masks, Form form) {
    var messages = new Messages(Rules.of(null, masks), form);
    Message message = messages.of(LINE.getBytes(StandardCharsets.UTF_8));
    assertThat(message).isNotNull();
    return new String(message.content(), StandardCharsets.UTF_8);
  }
}
