package dev.writ.sample;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.writ.client.Answered;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Request;
import dev.writ.client.Resource;
import dev.writ.client.Subject;
import dev.writ.client.Unanswered;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop asks, and what it makes of the answers. */
@QuarkusTest
@TestProfile(ToldPdp.Profile.class)
class EnforcementTest {

  private static final String UNDECIDED = "Access could not be decided; try again later.";
  private static final String TEA = "{\"items\": [{\"article\": \"tea\", \"pieces\": 2}]}";

  @Inject ToldPdp pdp;

  @TestHTTPResource("/")
  URI shop;

  @Test
  void theDecisionPointIsToldWhoDoesWhatToWhichResource() {
    pdp.allow();
    as("bob").get("/orders/order-1001").then().statusCode(200).body("ownerId", equalTo("alice"));
    Request asked = pdp.asked().get(0);
    assertThat(asked.subject()).isEqualTo(Subject.of("user", "bob").withRoles("customer"));
    assertThat(asked.action().name()).isEqualTo("orders:read");
    assertThat(asked.resource())
        .isEqualTo(
            Resource.of("orders", "order-1001")
                .with("ownerId", "alice")
                .with("status", "open")
                .with("total", new BigDecimal("42.50")));
  }

  @Test
  void aDenyGivesItsReasonAndTheDecisionsId() {
    pdp.answer(
        request ->
            new Answered(
                false,
                Optional.of("d-17"),
                Optional.of("r-1"),
                List.of("orders/closed"),
                Optional.of("The shop is closed."),
                Map.of(),
                List.of(),
                List.of()));
    as("alice")
        .get("/orders/order-1001")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("status", equalTo(403))
        .body("detail", equalTo("The shop is closed."))
        .body("decision", equalTo("d-17"));
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void withoutAnAnswerNobodyIsLetInAndNoDetailIsTold(Failure failure) {
    pdp.answer(request -> new Unanswered(failure, "host pdp-7 is down"));
    for (String path : List.of("/orders", "/orders/order-1001", "/users/bob", "/profile")) {
      as("dave")
          .get(path)
          .then()
          .statusCode(403)
          .body("detail", equalTo(UNDECIDED))
          .body(not(containsString("pdp-7")));
    }
  }

  @Test
  void aDecisionPointThatThrowsLetsNobodyIn() {
    pdp.answer(
        request -> {
          throw new IllegalStateException("a mistake");
        });
    as("dave").get("/orders/order-1001").then().statusCode(403).body("detail", equalTo(UNDECIDED));
    as("dave").get("/users/bob").then().statusCode(403);
    as("dave").get("/profile").then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders", "/orders/order-1001", "/users/bob", "/profile", "/tickets"})
  void withoutAnIdentityNobodyIsAskedAbout(String path) {
    pdp.allow();
    given()
        .get(path)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Basic realm=\"shop\""));
    given().auth().preemptive().basic("alice", "wrong").get(path).then().statusCode(401);
    given().auth().preemptive().basic("mallory", "mallory").get(path).then().statusCode(401);
    assertThat(pdp.asked()).isEmpty();
  }

  @Test
  void anUnenforcedEndpointIsOpenAndAsksNobody() {
    pdp.allow();
    given().get("/").then().statusCode(200).header("X-Content-Type-Options", equalTo("nosniff"));
    assertThat(pdp.asked()).isEmpty();
  }

  @Test
  void askingForTheHeadIsEnforcedAsAskingForAll() {
    pdp.answer(request -> Answered.of(false, "no"));
    as("alice").head("/orders/order-1001").then().statusCode(403);
    as("alice").head("/users/bob").then().statusCode(403);
  }

  @Test
  void aListHoldsWhatTheCallerMayRead() {
    pdp.answer(
        request ->
            Answered.of("bob".equals(request.resource().properties().get("ownerId")), "owner"));
    as("bob").get("/orders").then().statusCode(200).body("ownerId", not(hasItems("alice")));
    assertThat(pdp.asked()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aListWithOneUndecidedItemIsRefusedWhole() {
    pdp.answer(
        request ->
            request.resource().id().equals("order-1002")
                ? new Unanswered(Failure.INVALID_REQUEST, "no id")
                : Answered.of(true, "fine"));
    as("dave").get("/orders").then().statusCode(403).body("detail", equalTo(UNDECIDED));
  }

  @Test
  void whatIsDeniedInsideAnEndpointChangesNothing() {
    pdp.allow();
    int before = as("dave").get("/orders").jsonPath().getList("id").size();
    pdp.answer(request -> Answered.of(false, "Too much tea."));
    json("alice", TEA)
        .post("/orders")
        .then()
        .statusCode(403)
        .body("detail", equalTo("Too much tea."));
    assertThat(pdp.asked().get(0).resource().properties())
        .containsEntry("ownerId", "alice")
        .containsEntry("total", 17L);
    pdp.allow();
    as("dave").get("/orders").then().body("id", hasSize(before));
  }

  @Test
  void inputIsCheckedBeforeItIsUsed() {
    pdp.allow();
    for (String body :
        List.of(
            "{}",
            "{\"items\": []}",
            "{\"items\": [{\"article\": \"tea\", \"pieces\": 0}]}",
            "{\"items\": [{\"article\": \"gold\", \"pieces\": 1}]}",
            "{\"items\": [], \"ownerId\": \"bob\"}",
            "nonsense")) {
      json("alice", body).post("/orders").then().statusCode(400);
    }
    json("alice", "{\"items\": \"" + "x".repeat(70_000) + "\"}")
        .post("/orders")
        .then()
        .statusCode(413);
  }

  @Test
  void anEndpointThatForgetsToAskAnswersNothing() {
    pdp.allow();
    as("dave")
        .get("/careless/forgetful")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", equalTo(UNDECIDED));
  }

  @Test
  void whatCannotBeLoadedIsNotDecidedWithoutIt() {
    pdp.allow();
    as("dave").get("/careless/broken/1").then().statusCode(403).body("detail", equalTo(UNDECIDED));
    assertThat(pdp.asked()).isEmpty();
  }

  /** More requests wait than there are event loops, and all the others are still answered. */
  @Test
  void waitingForADecisionHoldsNoThread() throws InterruptedException {
    CompletableFuture<Decision> decision = new CompletableFuture<>();
    CountDownLatch questions = new CountDownLatch(300);
    pdp.answerWhen(decision, questions);
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest read = request("/orders/order-1001").build();
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 300)
            .mapToObj(i -> client.sendAsync(read, BodyHandlers.ofString()))
            .toList();
    assertThat(questions.await(60, TimeUnit.SECONDS)).isTrue();
    given().get("/").then().statusCode(200);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    decision.complete(Answered.of(true, "at last"));
    assertThat(waiting).allMatch(response -> response.join().statusCode() == 200);
  }

  /** A refusal is made on another thread than the one that reads the request. */
  @Test
  void everyRefusalIsWholeThoughTheBodyIsStillComing() {
    pdp.answer(request -> Answered.of(false, "Too much tea."));
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest change =
        request("/orders/order-1001")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(TEA))
            .build();
    for (int round = 0; round < 20; round++) {
      assertThat(Stream.generate(() -> client.sendAsync(change, BodyHandlers.ofString())).limit(50))
          .extracting(CompletableFuture::join)
          .allSatisfy(
              response -> {
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.body()).contains("Too much tea.");
              });
    }
  }

  private HttpRequest.Builder request(String path) {
    String credentials =
        Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(shop.resolve(path))
        .header("Authorization", "Basic " + credentials);
  }

  private static RequestSpecification as(String user) {
    return given().auth().preemptive().basic(user, user);
  }

  private static RequestSpecification json(String user, String body) {
    return as(user).contentType(ContentType.JSON).body(body);
  }
}
