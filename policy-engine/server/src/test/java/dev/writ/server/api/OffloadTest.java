package dev.writ.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OffloadTest {

  @Test
  void aSingleDecisionStaysOnTheCallersThread() {
    assertThat(threadOf(false)).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void longWorkLeavesTheCallersThread() {
    assertThat(threadOf(true)).isNotEqualTo(Thread.currentThread().getName());
  }

  private static String threadOf(boolean longWork) {
    byte[] name =
        Offload.answer(
                longWork, () -> Thread.currentThread().getName().getBytes(StandardCharsets.UTF_8))
            .await()
            .indefinitely();
    return new String(name, StandardCharsets.UTF_8);
  }
}
