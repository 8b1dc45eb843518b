package dev.writ.server.bundle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleKey;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.InvalidBundle;
import dev.writ.engine.bundle.TrustedKeys;
import dev.writ.server.PolicyFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bundles over HTTP, while the policies are edited. */
@QuarkusTest
@TestProfile(BundleServedTest.Signing.class)
class BundleServedTest {
  private static final PolicyFolder FOLDER = PolicyFolder.create();
  private static final Path DATA = data();
  private static final Path KEY = Keys.in(DATA);

  private static Path data() {
    try {
      return Files.createTempDirectory("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static class Signing implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "writ.policies", FOLDER.root().toString(),
          "writ.data", DATA.toString(),
          "writ.bundle.key-files", KEY.toString());
    }
  }

  private static Response get(String... headers) {
    var request = given();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.get("/v1/bundle");
  }

  private static Bundle open(Response answer) throws IOException, InvalidBundle {
    assertThat(answer.statusCode()).isEqualTo(200);
    var trusted = TrustedKeys.anyOf(BundleKey.parse(Files.readString(KEY))).of("edited");
    return BundleVerifier.open(answer.asByteArray(), trusted, Bundle.NONE_SEEN, Instant.now());
  }

  /** Signing follows loading on another thread: the first answer may be that there is none yet. */
  private static Response first() {
    Response answer = get();
    for (long end = System.nanoTime() + 30_000_000_000L;
        answer.statusCode() == 503 && System.nanoTime() < end; ) {
      answer = get();
    }
    return answer;
  }

  @Test
  void aBundleIsSignedOfWhatDecides() throws Exception {
    Response answer = first();
    assertThat(answer.contentType()).isEqualTo("application/vnd.writ.bundle");
    assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
    assertThat(open(answer).program().name()).isEqualTo("edited");
    assertThat(given().get("/q/metrics").asString())
        .contains("writ_bundle_waiting 0.0", "writ_bundle_signatures_total{result=\"signed\"}");
  }

  @Test
  void whoHasItGetsNothing() {
    String tag = first().header("ETag");
    assertThat(get("If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("If-None-Match", "\"other\", W/" + tag).statusCode()).isEqualTo(304);
    assertThat(get("If-None-Match", "\"other\"", "Prefer", "wait=30").statusCode()).isEqualTo(200);
  }

  @Test
  void whoWaitsInVainIsToldSo() {
    Response answer = get("If-None-Match", first().header("ETag"), "Prefer", "foo=1, Wait=1");
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
  }

  @Test
  void aPreferenceThatIsNotUnderstoodIsIgnored() {
    Response answer = get("If-None-Match", first().header("ETag"), "Prefer", "wait=@soon");
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.header("Preference-Applied")).isNull();
  }

  @Test
  void manyThatWaitAllGetTheNextAtOnce() throws Exception {
    Response before = first();
    String tag = before.header("ETag");
    List<CompletableFuture<Response>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(
          CompletableFuture.supplyAsync(() -> get("If-None-Match", tag, "Prefer", "wait=60")));
    }
    FOLDER.version(7);
    for (CompletableFuture<Response> each : waiting) {
      Bundle next = open(each.get());
      assertThat(next.sequence()).isGreaterThan(open(before).sequence());
      assertThat(next.digest()).isNotEqualTo(open(before).digest());
    }
    assertThat(Files.readString(DATA.resolve("bundle/sequence")).strip())
        .isEqualTo(Long.toString(open(get()).sequence()));
  }
}
