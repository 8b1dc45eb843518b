package dev.writ.server.signature;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.LogLines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running server whose peers' keys lie in a real server that speaks Vault's protocol. */
@QuarkusTest
@TestProfile(SignedPeers.class)
@QuarkusTestResource(value = VaultKeys.class, restrictToAnnotatedClass = true)
class KeyInVaultHttpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int OK = 200;
  private static final int REFUSED = 401;

  private final HttpClient client = HttpClient.newHttpClient();
  private final LogLines log = LogLines.of("");
  VaultKeys keys;

  @AfterEach
  void close() {
    log.close();
  }

  private int status(String key) throws Exception {
    String input =
        Message.COMPONENTS
            + ";created=%d;keyid=\"kept\";nonce=\"%s\""
                .formatted(Instant.now().getEpochSecond(), UUID.randomUUID());
    Message message =
        SignedPeers.message().sign(input, base -> TestKeys.hmac(VaultKeys.bytes(key), base));
    return client.send(SignedPeers.request(message), BodyHandlers.discarding()).statusCode();
  }

  private void await(String key, int status) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (status(key) != status) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(100);
    }
  }

  @Test
  void aKeyThatIsRotatedInVaultTakesEffectAndOneThatIsDeletedIsWithdrawn() throws Exception {
    String second = "hidden-second-".repeat(3);
    assertThat(status(VaultKeys.FIRST)).isEqualTo(OK);
    assertThat(status(second)).isEqualTo(REFUSED);
    keys.put(second);
    await(second, OK);
    assertThat(status(VaultKeys.FIRST)).isEqualTo(REFUSED);
    keys.vault().delete("peers");
    await(second, REFUSED);
    keys.put(second);
    await(second, OK);
    keys.vault().seal();
    assertThat(status(second)).as("while Vault is sealed").isEqualTo(OK);
    assertThat(given().get("/q/metrics").asString()).contains("writ_vault_contact_age_seconds");
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("hidden"));
  }
}
