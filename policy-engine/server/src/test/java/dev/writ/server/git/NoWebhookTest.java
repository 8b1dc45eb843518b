package dev.writ.server.git;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A server without a secret for the webhook has none. */
@QuarkusTest
class NoWebhookTest {

  @Test
  void withoutASecretNoCallIsAnswered() {
    ServedGit.push().statusCode(404);
  }
}
