package dev.writ.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.writ.client.Answered;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.Payload;
import dev.writ.engine.bundle.TrustedKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPdpTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final Instant NOT_AFTER = NOW.plus(Duration.ofHours(1));
  private static final BundleSigner SIGNER = signer();
  private static final String OWNERS =
      """
      policy: orders
      resource: orders
      rules:
        - allow: owner-reads
          actions: [read]
          when: resource.ownerId == subject.id
          reason: It is yours.
          output: '{"audit": "full"}'
        - deny: large
          when: resource.amount > 1000
      """;
  private static final String TOKENS =
      OWNERS + "  - allow: by-scope\n    when: '\"all\" in token.scopes'\n";

  @TempDir private Path folder;

  private static BundleSigner signer() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return BundleSigner.parse(
          pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getEncoder().encodeToString(key.getEncoded()), label);
  }

  private URI bundle(String policy) throws IOException {
    var files =
        RepositorySnapshot.of(
            Map.of("writ.yaml", bytes("language: 1\nname: shop\n"), "p.yaml", bytes(policy)));
    var compiled = (Compilation.Compiled) new PolicyCompiler().compile(files, null);
    byte[] signed =
        BundleSigner.sign(Payload.of(compiled.program()), List.of(SIGNER), 1, NOW, NOT_AFTER);
    return Files.write(folder.resolve("bundle"), signed).toUri();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static EmbeddedSettings settings(URI source) {
    return EmbeddedSettings.of(source, TrustedKeys.anyOf(List.of(SIGNER.publicKey())))
        .patience(Duration.ofSeconds(60))
        .clock(at(NOW));
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private static Request reading(String owner, int amount) {
    return Request.of(
        Subject.of("user", "alice"),
        "read",
        Resource.of("orders", "o1").with("ownerId", owner).with("amount", amount));
  }

  private static Failure failure(Decision decision) {
    assertThat(decision.allowed()).isFalse();
    return ((Unanswered) decision).failure();
  }

  @Test
  void decidesByTheBundle() throws Exception {
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(OWNERS)))) {
      Answered answered = (Answered) pdp.evaluate(reading("alice", 5));
      assertThat(answered.allowed()).isTrue();
      assertThat(answered.rules()).containsExactly("orders/owner-reads");
      assertThat(answered.reason()).hasValue("It is yours.");
      assertThat(answered.output())
          .isEqualTo(Map.of("orders/owner-reads", Map.of("audit", "full")));
      assertThat(answered.revision()).isEqualTo(pdp.revision());
      assertThat(pdp.evaluate(reading("bob", 5)).allowed()).isFalse();
      assertThat(pdp.evaluate(reading("alice", 1001)).allowed()).isFalse();
      assertThat(pdp.age()).hasValue(Duration.ZERO);
      assertThat(pdp.problem()).isEmpty();
    }
  }

  @Test
  void manyAreAnsweredInTheirOrder() throws Exception {
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(OWNERS)))) {
      assertThat(pdp.evaluations(List.of(reading("alice", 5), reading("bob", 5))))
          .extracting(Decision::allowed)
          .containsExactly(true, false);
      assertThat(pdp.evaluations(List.of())).isEmpty();
    }
  }

  @Test
  void failuresOfConditionsAreReported() throws Exception {
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(OWNERS)))) {
      Request request =
          Request.of(Subject.of("user", "alice"), "read", Resource.of("orders", "o1"));
      Answered answered = (Answered) pdp.evaluate(request);
      assertThat(answered.allowed()).isFalse();
      assertThat(answered.errors()).isNotEmpty();
    }
  }

  @Test
  void withoutABundleItDenies() throws Exception {
    URI missing = folder.resolve("missing").toUri();
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(missing))) {
      assertThat(failure(pdp.evaluate(reading("alice", 5)))).isEqualTo(Failure.NO_POLICIES);
      assertThat(pdp.problem()).isPresent();
      assertThat(pdp.age()).isEmpty();
    }
  }

  @Test
  void aBundleThatHasRunOutDenies() throws Exception {
    EmbeddedSettings late = settings(bundle(OWNERS)).clock(at(NOT_AFTER.plusSeconds(1)));
    try (EmbeddedPdp pdp = EmbeddedPdp.start(late)) {
      assertThat(failure(pdp.evaluate(reading("alice", 5)))).isEqualTo(Failure.NO_POLICIES);
    }
  }

  @Test
  void theLastGoodBundleOutlivesItsSource() throws Exception {
    Path kept = folder.resolve("kept");
    URI source = bundle(OWNERS);
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(source).folder(kept))) {
      assertThat(pdp.evaluate(reading("alice", 5)).allowed()).isTrue();
    }
    Files.delete(Path.of(source));
    EmbeddedSettings later = settings(source).folder(kept).clock(at(NOW.plusSeconds(60)));
    try (EmbeddedPdp pdp = EmbeddedPdp.start(later)) {
      assertThat(pdp.evaluate(reading("alice", 5)).allowed()).isTrue();
      assertThat(pdp.age()).hasValue(Duration.ofMinutes(1));
      assertThat(pdp.problem()).isPresent();
    }
  }

  @Test
  void whatCannotBeDecidedHereIsDeniedOrAskedElsewhere() throws Exception {
    Request withToken =
        Request.of(
            Subject.of("user", "alice").withToken("t"),
            "read",
            Resource.of("orders", "o1").with("ownerId", "alice").with("amount", 5));
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(OWNERS)))) {
      assertThat(failure(pdp.evaluate(withToken))).isEqualTo(Failure.UNDECIDABLE_HERE);
    }
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(TOKENS)))) {
      assertThat(failure(pdp.evaluate(reading("alice", 5)))).isEqualTo(Failure.UNDECIDABLE_HERE);
    }
    EmbeddedSettings settings = settings(bundle(TOKENS)).elsewhere(new Elsewhere());
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings)) {
      assertThat(pdp.evaluate(reading("bob", 5)).reason()).hasValue("elsewhere");
    }
  }

  @Test
  void whatMakesNoSenseIsDenied() throws Exception {
    try (EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(OWNERS)))) {
      Request request = Request.of(Subject.of("user", "alice"), "read", Resource.of("a:b", "o1"));
      assertThat(failure(pdp.evaluate(request))).isEqualTo(Failure.INVALID_REQUEST);
    }
  }

  @Test
  void onceClosedItDenies() throws Exception {
    EmbeddedPdp pdp = EmbeddedPdp.start(settings(bundle(OWNERS)));
    pdp.close();
    assertThat(failure(pdp.evaluate(reading("alice", 5)))).isEqualTo(Failure.CANCELLED);
  }

  @Test
  void onlyPlacesOfBundlesAreTaken() {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(URI.create("ftp://a/b")));
    assertThatIllegalArgumentException().isThrownBy(() -> settings(URI.create("bundle")));
  }

  /** A decision point that allows everything. */
  private static final class Elsewhere implements Pdp {
    @Override
    public CompletionStage<Decision> evaluateAsync(Request request) {
      return CompletableFuture.completedFuture(Answered.of(true, "elsewhere"));
    }

    @Override
    public CompletionStage<List<Decision>> evaluationsAsync(List<Request> requests) {
      throw new AssertionError("asked one by one");
    }

    @Override
    public void close() {}
  }
}
