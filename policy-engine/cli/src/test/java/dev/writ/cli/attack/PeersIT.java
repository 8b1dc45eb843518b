package dev.writ.cli.attack;

import static dev.writ.cli.attack.Questions.WITHOUT_SUBJECT;
import static dev.writ.cli.attack.Questions.about;
import static dev.writ.cli.attack.Questions.alice;
import static dev.writ.cli.attack.Questions.app;
import static dev.writ.cli.attack.Questions.signed;
import static dev.writ.cli.attack.Target.A;
import static dev.writ.cli.attack.Target.GATEWAY;
import static dev.writ.cli.attack.Target.HOST;
import static dev.writ.cli.attack.Target.ORDERS;
import static dev.writ.cli.attack.Target.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that show several credentials, lend theirs, or speak for others. */
class PeersIT {
  private static final String ALICE = about("user", "alice");

  private final Target target = Target.shared();

  @Test
  void everyCredentialThatIsShownMustVerify() throws IOException {
    String[] replayed = signed(HOST, ALICE);
    try (var orders = target.as(ORDERS);
        var anonymous = target.anonymous()) {
      assertThat(anonymous.ask(ALICE).status()).isEqualTo(401);
      assertThat(orders.ask(ALICE).status()).isEqualTo(200);
      assertThat(orders.ask(ALICE, app()).status()).isEqualTo(200);
      assertThat(orders.ask(ALICE, both(replayed, app())).status()).isEqualTo(200);
      assertThat(orders.ask(ALICE, replayed).status()).as("replayed").isEqualTo(401);
      assertThat(orders.ask(ALICE, "Authorization: Bearer x.y.z").status()).isEqualTo(401);
      assertThat(orders.ask(ALICE, both(signed(HOST, ALICE), "Authorization: Basic x")).status())
          .isEqualTo(401);
      assertThat(orders.ask(ALICE, "Signature: sig=:AAAA:").status()).isEqualTo(401);
      assertThat(anonymous.ask(ALICE, both(signed(HOST, WITHOUT_SUBJECT), app())).status())
          .as("a good token does not make up for a signature of something else")
          .isEqualTo(401);
    }
  }

  private static String[] both(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aSignatureIsForThisServerAndCoversWhatMeansSomething() throws IOException {
    String service = "X-Spiffe-Id: " + id("any");
    String token = "Subject-Token: " + A.token(alice(A));
    try (var anonymous = target.anonymous()) {
      assertThat(anonymous.ask(ALICE, signed(HOST, ALICE)).status()).isEqualTo(200);
      assertThat(anonymous.ask(ALICE, signed(HOST, ALICE, service)).status()).isEqualTo(200);
      assertThat(anonymous.ask(ALICE, both(signed(HOST, ALICE), service)).status())
          .as("a service that was added on the way")
          .isEqualTo(401);
      assertThat(anonymous.ask(ALICE, both(signed(HOST, ALICE), token)).status())
          .as("a subject that was added on the way")
          .isEqualTo(401);
      assertThat(anonymous.ask(ALICE, signed("other.example", ALICE)).status())
          .as("what was signed for another server")
          .isEqualTo(401);
      String[] one = signed(HOST, ALICE);
      String[] two = signed(HOST, ALICE);
      assertThat(anonymous.ask(ALICE, both(one, two[1], two[2])).status()).isEqualTo(401);
      assertThat(
              anonymous
                  .ask(ALICE, both(two, two[1].replace("sig=", "b="), two[2].replace("sig=", "b=")))
                  .status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spiffe://shop.example/ns/prod/sa/other",
        "spiffe://shop.example",
        "spiffe://shop.example/",
        "SPIFFE://shop.example/ns/prod/sa/orders",
        "spiffe://SHOP.example/ns/prod/sa/orders",
        "spiffe://shop.example/ns/prod/sa/orders/",
        "spiffe://shop.example/ns/prod/sa//orders",
        "spiffe://shop.example/ns/prod/sa/../sa/orders",
        "spiffe://shop.example/ns/prod/sa/%6Frders",
        "spiffe://shop.example/ns/prod/sa/orders?x",
        "spiffe://shop.example/ns/prod/sa/orders#x",
        "spiffe://shop.example:443/ns/prod/sa/orders",
        "spiffe://x@shop.example/ns/prod/sa/orders",
        " spiffe://shop.example/ns/prod/sa/orders",
        "orders",
        "*"
      })
  void aPeerIsNoOtherServiceHoweverItIsWritten(String service) throws IOException {
    try (var orders = target.as(ORDERS)) {
      assertThat(orders.ask(about("service", service)).status()).isEqualTo(403);
      assertThat(orders.ask(about("Service", id("orders"))).status()).isEqualTo(403);
      assertThat(orders.ask(about("service", id("orders"))).status()).as("itself").isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | X-Spiffe-Id: spiffe://shop.example/ns/prod/sa/any",
        "200 | x-SPIFFE-id: spiffe://shop.example/ns/prod/sa/any",
        "403 | X-Spiffe-Id: spiffe://shop.example/ns/test/sa/any",
        "403 | X-Spiffe-Id: spiffe://bank.example/ns/prod/sa/any",
        "403 | X-Spiffe-Id: spiffe://shop.example/ns/prod/sa/any/more",
        "403 | X-Spiffe-Id: spiffe://shop.example/ns/prod/sa/..",
        "403 | X-Spiffe-Id: spiffe://shop.example/ns/prod/sa/a, spiffe://shop.example/ns/prod/sa/b",
        "403 | X-Spiffe-Id: ${spiffe}",
        "403 | X-Spiffe-Id: -",
        "403 | X-Spiffe-Id:"
      })
  void aPeerVouchesForWhomItMayAndForOne(int status, String header) throws IOException {
    try (var gateway = target.as(GATEWAY);
        var orders = target.as(ORDERS)) {
      assertThat(gateway.ask(ALICE, header).status()).isEqualTo(status);
      assertThat(gateway.ask(ALICE, header, "X-Spiffe-Id: " + id("any")).status())
          .as("a second one")
          .isEqualTo(403);
      assertThat(orders.ask(ALICE, header).status())
          .as("nothing to a peer that vouches for nobody")
          .isEqualTo(200);
    }
  }

  @Test
  void whatIsGrantedToOneIsNotGrantedToAnother() throws IOException {
    try (var admin = target.as(Target.ADMIN);
        var orders = target.as(ORDERS)) {
      for (String path : List.of("/q/metrics", "/q/health", "/v1/revocations", "/v1/decisions")) {
        assertThat(orders.say(get(path)).status()).as(path).isEqualTo(403);
        assertThat(admin.say(get(path)).status()).as(path).isEqualTo(403);
      }
      assertThat(admin.ask(ALICE).status()).isEqualTo(403);
      assertThat(
              orders
                  .say(Conversation.request("PUT", "/v1/revocations/key/x", "", List.of()))
                  .status())
          .isEqualTo(403);
    }
  }

  private static String get(String path) {
    return Conversation.request("GET", path, "", List.of());
  }
}
