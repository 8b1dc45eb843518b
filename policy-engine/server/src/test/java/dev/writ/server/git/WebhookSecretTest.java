package dev.writ.server.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.git.WebhookSecret.Proof;
import org.junit.jupiter.api.Test;

/** GitHub's documentation has the secret, the body and the signature of this test. */
class WebhookSecretTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
  private static final String SIGNATURE =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private final WebhookSecret secret = new WebhookSecret(SECRET.getBytes(UTF_8));

  @Test
  void eachHostsProofIsAccepted() {
    assertThat(secret.accepts(new Proof("sha256=" + SIGNATURE, null, null), BODY)).isTrue();
    assertThat(secret.accepts(new Proof(null, SECRET, null), BODY)).isTrue();
    assertThat(secret.accepts(new Proof(null, null, SIGNATURE), BODY)).isTrue();
    assertThat(secret.accepts(new Proof("sha256=" + SIGNATURE, null, SIGNATURE), BODY)).isTrue();
  }

  @Test
  void everythingElseIsRefused() {
    byte[] other = "Hello, World?".getBytes(UTF_8);
    assertThat(secret.accepts(new Proof(null, null, null), BODY)).isFalse();
    assertThat(secret.accepts(new Proof("sha256=" + SIGNATURE, null, null), other)).isFalse();
    assertThat(secret.accepts(new Proof(SIGNATURE, null, null), BODY)).isFalse();
    assertThat(secret.accepts(new Proof("sha256=zz", null, null), BODY)).isFalse();
    assertThat(secret.accepts(new Proof(null, "guess", null), BODY)).isFalse();
    assertThat(secret.accepts(new Proof(null, null, ""), BODY)).isFalse();
    assertThat(secret.accepts(new Proof("sha256=00", SECRET, null), BODY)).isFalse();
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> new WebhookSecret("short".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
