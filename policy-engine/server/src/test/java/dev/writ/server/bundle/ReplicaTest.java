package dev.writ.server.bundle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositoryReader;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.Payload;
import dev.writ.server.Http;
import dev.writ.server.PolicyFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server whose policies come as a bundle; each test goes on from the one before. */
@QuarkusTest
@TestProfile(ReplicaTest.Replicating.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicaTest {
  private static final PolicyFolder FOLDER = PolicyFolder.create();
  private static final Path DATA = data();
  private static final Path KEY = Keys.in(DATA);
  private static final Path BUNDLE = DATA.resolve("served.bundle");

  private static Path data() {
    try {
      return Files.createTempDirectory("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static class Replicating implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      publish(0, 10);
      return Map.of(
          "writ.policies",
          "bundle+" + BUNDLE.toUri(),
          "writ.data",
          DATA.toString(),
          "writ.bundle.trusted-keys",
          KEY.toString(),
          "writ.bundle.repository",
          "edited",
          "writ.bundle.poll",
          "20ms");
    }
  }

  private static byte[] publish(int version, long sequence) {
    try {
      FOLDER.version(version);
      var files = RepositoryReader.read(FOLDER.root());
      var compiled = (Compilation.Compiled) new PolicyCompiler().compile(files, null);
      byte[] bytes =
          BundleSigner.sign(
              Payload.of(compiled.program()),
              List.of(BundleSigner.parse(Files.readString(KEY))),
              sequence,
              Instant.now(),
              Instant.now().plusSeconds(3600));
      put(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(byte[] bytes) throws IOException {
    Path whole = Files.write(DATA.resolve("new.bundle"), bytes);
    Files.move(whole, BUNDLE, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean allowed(int user) {
    return Http.post(Http.EVALUATION, Http.request("user-" + user, "read", "r"))
        .statusCode(200)
        .extract()
        .path("decision");
  }

  private static void until(BooleanSupplier condition) {
    for (long end = System.nanoTime() + 60_000_000_000L; !condition.getAsBoolean(); ) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
    }
  }

  @Test
  @Order(1)
  void decidesByTheBundleAndGivesItOutUnchanged() throws IOException {
    until(() -> allowed(0));
    assertThat(allowed(1)).isFalse();
    assertThat(given().get("/v1/bundle").asByteArray()).isEqualTo(Files.readAllBytes(BUNDLE));
  }

  @Test
  @Order(2)
  void takesUpANewerOneAndNoOlderOne() throws IOException {
    byte[] before = Files.readAllBytes(BUNDLE);
    byte[] newer = publish(1, 11);
    until(() -> allowed(1));
    put(before);
    until(() -> refusals() > 0);
    assertThat(allowed(0)).isFalse();
    assertThat(given().get("/v1/bundle").asByteArray()).isEqualTo(newer);
  }

  private static double refusals() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("writ_bundle_refusals_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
