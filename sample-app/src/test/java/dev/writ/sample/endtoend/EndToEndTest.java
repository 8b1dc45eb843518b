package dev.writ.sample.endtoend;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shop with the decision point and the example policies, and with a decision point in trouble.
 */
@QuarkusTest
@QuarkusTestResource(value = RealPdp.class, restrictToAnnotatedClass = true)
class EndToEndTest {

  private static final String UNDECIDED = "Access could not be decided; try again later.";

  RealPdp pdp;

  @BeforeEach
  void needsADecisionPoint() {
    assumeTrue(pdp.isRunning(), "policy-engine/cli is not packaged, so there is nobody to ask");
  }

  @AfterEach
  void heals() {
    if (pdp.isRunning()) {
      pdp.passOn();
    }
  }

  @Test
  void anOwnerReadsHerOrderAndAnotherDoesNot() {
    as("alice").get("/orders/order-1001").then().statusCode(200).body("id", equalTo("order-1001"));
    as("bob")
        .get("/orders/order-1001")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", not(equalTo(UNDECIDED)))
        .body("decision", notNullValue());
  }

  @Test
  void supportReadsEveryOrderAndCancelsNone() {
    as("carol").get("/orders/order-1001").then().statusCode(200);
    as("carol").post("/orders/order-1001/cancel").then().statusCode(403);
  }

  @Test
  void aListShowsOnesOwn() {
    as("bob").get("/orders").then().statusCode(200).body("ownerId", everyItem(equalTo("bob")));
    as("carol").get("/orders").then().body("ownerId", hasItems("alice", "bob"));
    as("bob").get("/tickets").then().statusCode(200).body("id", empty());
  }

  @Test
  void aCustomerOrdersChangesAndCancels() {
    String id = order("alice", "tea", 2).statusCode(200).extract().path("id");
    json("alice", items("tea", 3)).put("/orders/" + id).then().statusCode(200);
    json("bob", items("tea", 3)).put("/orders/" + id).then().statusCode(403);
    as("bob").post("/orders/" + id + "/cancel").then().statusCode(403);
    as("alice")
        .post("/orders/" + id + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo("cancelled"));
  }

  @Test
  void aLargeOrderIsDeniedWithItsReason() {
    order("alice", "samovar", 5)
        .statusCode(403)
        .body("detail", equalTo("Orders above 5,000 need a second factor."));
  }

  @Test
  void whatIsShippedStaysForAnAdministratorToo() {
    as("dave")
        .post("/orders/order-1002/cancel")
        .then()
        .statusCode(403)
        .body("detail", equalTo("An order that has left the warehouse can only be returned."));
  }

  @Test
  void aDeliveredOrderIsReturnedByItsOwner() {
    as("alice").post("/orders/order-1003/return").then().statusCode(403);
    as("bob").post("/orders/order-1003/return").then().statusCode(200);
  }

  @Test
  void nobodySettlesByHand() {
    as("dave").post("/payments/payment-1/settle").then().statusCode(403);
    as("alice").post("/payments/payment-1/settle").then().statusCode(403);
  }

  @Test
  void nobodyPaysWithAnothersMoney() {
    json("bob", "{\"orderId\": \"order-1001\", \"country\": \"DE\"}")
        .post("/payments")
        .then()
        .statusCode(403);
  }

  @Test
  void aClosedTicketTakesNoComments() {
    json("alice", "{\"text\": \"Thanks\"}")
        .post("/tickets/ticket-2/comments")
        .then()
        .statusCode(403)
        .body("detail", equalTo("A closed ticket takes no more comments; open a new one."));
    json("alice", "{\"text\": \"Hello?\"}")
        .post("/tickets/ticket-1/comments")
        .then()
        .statusCode(200);
  }

  @Test
  void aProfileIsReadByItsOwnerAndAnAccountBySupport() {
    as("alice").get("/profile").then().statusCode(200).body("name", equalTo("Alice Amberg"));
    as("alice").get("/users/bob").then().statusCode(403);
    as("carol").get("/users/bob").then().statusCode(200);
  }

  @Test
  void personalDataChangesOnlyWithASecondFactor() {
    json("alice", "{\"name\": \"A\", \"language\": \"en\"}")
        .put("/profile")
        .then()
        .statusCode(403)
        .body("detail", equalTo("Changing personal data needs a second factor."));
  }

  @Test
  void withTheDecisionPointKilledNobodyIsLetInUntilItIsBack() throws Exception {
    everythingIsAllowed();
    pdp.kill();
    nothingIsAllowed();
    pdp.restart();
    everythingIsAllowed();
  }

  @Test
  void withASlowDecisionPointNobodyIsLetIn() {
    everythingIsAllowed();
    pdp.meddler().holdUp();
    nothingIsAllowed();
    pdp.passOn();
    everythingIsAllowed();
  }

  static Stream<UnaryOperator<Meddler.Reply>> lies() {
    return Stream.of(
        reply -> reply.withBody(reply.body().replace("true", "\"true\"")),
        reply -> reply.withBody(reply.body().replace("true", "1")),
        reply -> reply.withBody(reply.body().replace("\"decision\":true", "\"decision\":null")),
        reply -> reply.withBody(reply.body().replaceFirst("\\{", "{\"decision\":false,")),
        reply -> reply.withBody(reply.body().substring(0, reply.body().length() - 1)),
        reply -> reply.withBody(reply.body() + reply.body()),
        reply -> reply.withBody(""),
        reply -> reply.withBody("<html>" + reply.body() + "</html>"),
        reply -> reply.withBody(reply.body() + " ".repeat(2_000_000)),
        reply -> new Meddler.Reply(200, "text/html", reply.requestId(), reply.body()),
        reply -> new Meddler.Reply(200, reply.type(), "another", reply.body()),
        reply -> new Meddler.Reply(500, reply.type(), reply.requestId(), reply.body()),
        reply -> new Meddler.Reply(302, reply.type(), reply.requestId(), reply.body()));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void withALyingDecisionPointNobodyIsLetIn(UnaryOperator<Meddler.Reply> lie) {
    everythingIsAllowed();
    pdp.meddler().falsify(lie);
    nothingIsAllowed();
    pdp.passOn();
    everythingIsAllowed();
  }

  /** By annotation, on the event loop and off it, in code, and in a batch. */
  private static void everythingIsAllowed() {
    as("dave").get("/orders/order-1001").then().statusCode(200);
    as("dave").get("/users/bob").then().statusCode(200);
    as("alice").get("/profile").then().statusCode(200);
    as("dave").get("/orders").then().statusCode(200);
  }

  private static void nothingIsAllowed() {
    for (String path : new String[] {"/orders/order-1001", "/users/bob", "/profile", "/orders"}) {
      as("dave").get(path).then().statusCode(403).body("detail", equalTo(UNDECIDED));
    }
    order("dave", "tea", 1).statusCode(403).body("detail", equalTo(UNDECIDED));
  }

  private static ValidatableResponse order(String user, String article, int pieces) {
    return json(user, items(article, pieces)).post("/orders").then();
  }

  private static String items(String article, int pieces) {
    return "{\"items\": [{\"article\": \"" + article + "\", \"pieces\": " + pieces + "}]}";
  }

  private static RequestSpecification as(String user) {
    return given().auth().preemptive().basic(user, user);
  }

  private static RequestSpecification json(String user, String body) {
    return as(user).contentType(ContentType.JSON).body(body);
  }
}
