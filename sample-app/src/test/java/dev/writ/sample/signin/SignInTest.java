package dev.writ.sample.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.writ.testbed.Realm;
import dev.writ.testbed.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.http.Cookie;
import org.junit.jupiter.api.Test;

/** People sign in with a real Keycloak, and a real decision point verifies their tokens itself. */
@QuarkusTest
@QuarkusTestResource(value = SignInSetup.class, restrictToAnnotatedClass = true)
@TestProfile(SignInTest.SignedIn.class)
class SignInTest {

  SignInSetup setup;

  /** The shop as it is outside the demo. */
  public static final class SignedIn implements QuarkusTestProfile {
    @Override
    public String getConfigProfile() {
      return "prod";
    }
  }

  @Test
  void somebodySignsInSeesHerOrdersAndWhatSheMayDo() throws IOException {
    try (WebClient browser = browser()) {
      HtmlPage page = signIn(browser, "alice");
      assertThat(page.getTitleText()).isEqualTo("Orders");
      assertThat(page.asNormalizedText())
          .contains("Signed in as alice", "order-1002")
          .doesNotContain("bob");
    }
  }

  @Test
  void signInUsesACodeWithPkce() throws IOException {
    try (WebClient browser = browser()) {
      browser.getOptions().setRedirectEnabled(false);
      String login =
          browser.getPage(url("web/orders")).getWebResponse().getResponseHeaderValue("Location");
      assertThat(login)
          .startsWith(realm().issuer())
          .contains("response_type=code", "code_challenge_method=S256", "state=");
    }
  }

  @Test
  void aButtonOfThePageActs() throws IOException {
    String order =
        as("alice")
            .contentType("application/json")
            .body("{\"items\": [{\"article\": \"tea\", \"pieces\": 1}]}")
            .post("/orders")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    try (WebClient browser = browser()) {
      HtmlPage orders = signIn(browser, "alice");
      HtmlPage after =
          orders
              .<HtmlElement>getFirstByXPath("//button[@aria-label='Cancel " + order + "']")
              .click();
      assertThat(after.asNormalizedText()).contains(order + "\talice\tcancelled");
    }
  }

  @Test
  void aDeniedActionSaysWhy() throws IOException {
    try (WebClient browser = browser()) {
      HtmlPage orders = signIn(browser, "alice");
      assertThat(orders.<Object>getByXPath("//button[@aria-label='Cancel order-1002']")).isEmpty();
      Page refused = post(browser, "web/orders/order-1002/cancel", "same-origin");
      assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(403);
      assertThat(((HtmlPage) refused).asNormalizedText())
          .contains("An order that has left the warehouse can only be returned.");
    }
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() throws IOException {
    try (WebClient browser = browser()) {
      signIn(browser, "bob");
      Page refused = post(browser, "web/orders/order-1003/return", "cross-site");
      assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(403);
      as("bob").get("/orders/order-1003").then().body("status", equalTo("delivered"));
    }
  }

  @Test
  void theSessionCookieOpensPagesOnly() throws IOException {
    try (WebClient browser = browser()) {
      signIn(browser, "alice");
      assertThat(browser.getPage(url("orders/order-1001")).getWebResponse().getStatusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void noScriptReadsTheSessionCookieAndItIsEncrypted() throws IOException {
    try (WebClient browser = browser()) {
      signIn(browser, "alice");
      assertThat(browser.getCookieManager().getCookies())
          .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
          .isNotEmpty()
          .allMatch(Cookie::isHttpOnly)
          .allMatch(cookie -> "lax".equalsIgnoreCase(cookie.getSameSite()))
          .noneMatch(
              cookie -> cookie.getValue().startsWith("ey") && cookie.getValue().contains("ey.ey"));
    }
  }

  @Test
  void whoSignsOutHasToSignInAgain() throws IOException {
    try (WebClient browser = browser()) {
      HtmlPage orders = signIn(browser, "alice");
      Page left = orders.getAnchorByText("Sign out").click();
      assertThat(left.getUrl().toString()).doesNotContain("/web/");
      assertThat(browser.<HtmlPage>getPage(url("web/orders")).getTitleText()).startsWith("Sign in");
    }
  }

  @Test
  void theIdentityProvidersLogoutEndsTheSessionHere() throws IOException {
    realm().createUser("hanna", "customer");
    try (WebClient browser = browser()) {
      assertThat(signIn(browser, "hanna").getTitleText()).isEqualTo("Orders");
      realm().logout("hanna");
      assertThat(browser.<HtmlPage>getPage(url("web/orders")).getTitleText()).startsWith("Sign in");
    }
  }

  /** Keycloak takes each refresh token once (revokeRefreshToken). */
  @Test
  void tokensAreRefreshedUnnoticedAndACopyOfTheOldSessionIsSignedOut() throws Exception {
    realm().createUser("jana", "customer");
    letTokensLive("5");
    try (WebClient browser = browser();
        WebClient thief = browser()) {
      assertThat(signIn(browser, "jana").getTitleText()).isEqualTo("Orders");
      sessionCookies(browser).forEach(thief.getCookieManager()::addCookie);
      awaitRefresh(browser);
      assertThat(browser.<HtmlPage>getPage(url("web/orders")).asNormalizedText())
          .contains("Signed in as jana");
      assertThat(thief.<HtmlPage>getPage(url("web/orders")).getTitleText()).startsWith("Sign in");
      assertThat(sessionCookies(thief)).isEmpty();
    } finally {
      letTokensLive("");
    }
  }

  private void letTokensLive(String seconds) {
    realm()
        .changeClient(
            "shop",
            client -> client.withObject("/attributes").put("access.token.lifespan", seconds));
  }

  private static List<Cookie> sessionCookies(WebClient browser) {
    return browser.getCookieManager().getCookies().stream()
        .filter(cookie -> cookie.getName().startsWith("q_session"))
        .toList();
  }

  private static List<String> values(List<Cookie> cookies) {
    return cookies.stream().map(Cookie::getValue).toList();
  }

  /** Uses the page until its tokens have run out and been exchanged. */
  private void awaitRefresh(WebClient browser) throws Exception {
    List<String> first = values(sessionCookies(browser));
    assertThat(first).isNotEmpty();
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (values(sessionCookies(browser)).equals(first)) {
      assertThat(System.nanoTime()).as("until the tokens are refreshed").isLessThan(deadline);
      assertThat(browser.<HtmlPage>getPage(url("web/orders")).getTitleText()).isEqualTo("Orders");
      Thread.sleep(100);
    }
  }

  /** The token itself is good for minutes still, so only the decision point can refuse it. */
  @Test
  void theDecisionPointRefusesTheTokensOfASessionThatWasLoggedOut() {
    realm().createUser("ines", "customer");
    RequestSpecification ines = bearer(sessionOfTheShop("ines").access());
    assertThat(given(ines).get("/profile").statusCode()).isEqualTo(404);
    realm().logout("ines");
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    int status = 404;
    while (status == 404 && System.nanoTime() < deadline) {
      status = given(ines).get("/profile").statusCode();
    }
    assertThat(status).isEqualTo(403);
  }

  @Test
  void aTokenShowsTheRolesThatItsIssuerStates() {
    as("carol").get("/orders/order-1001").then().statusCode(200);
    as("bob").get("/orders").then().statusCode(200).body("ownerId", everyItem(equalTo("bob")));
    as("bob").get("/orders/order-1001").then().statusCode(403);
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    Tokens elsewhere = realm().passwordLogin("elsewhere", "alice", "alice");
    bearer(elsewhere.access())
        .get("/orders")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Bearer"));
  }

  @Test
  void withoutATokenOrWithDemoCredentialsNobodyIsLetIn() {
    at().get("/orders").then().statusCode(401);
    at().auth().preemptive().basic("dave", "dave").get("/orders").then().statusCode(401);
  }

  @Test
  void theLedgerIsAskedInTheCallersNameWithATokenOfItsOwn() {
    as("dave")
        .get("/payments/payment-1/booking")
        .then()
        .statusCode(200)
        .body("account", equalTo("1200"));
    as("alice").get("/payments/payment-1/booking").then().statusCode(403);
  }

  @Test
  void theLedgerTakesNoTokenOfTheShop() {
    as("dave").get("/ledger/entries/payment-1").then().statusCode(401);
  }

  private HtmlPage signIn(WebClient browser, String user) throws IOException {
    HtmlPage login = browser.getPage(url("web/orders"));
    HtmlForm form = login.getHtmlElementById("kc-form-login");
    form.getInputByName("username").type(user);
    form.getInputByName("password").type(user);
    return login.getHtmlElementById("kc-login").click();
  }

  private Page post(WebClient browser, String path, String site) throws IOException {
    WebRequest request = new WebRequest(url(path), HttpMethod.POST);
    request.setAdditionalHeader("Sec-Fetch-Site", site);
    return browser.getPage(request);
  }

  private WebClient browser() {
    WebClient browser = new WebClient();
    browser.getOptions().setUseInsecureSSL(true);
    browser.getOptions().setJavaScriptEnabled(false);
    browser.getOptions().setCssEnabled(false);
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    return browser;
  }

  private Tokens sessionOfTheShop(String user) {
    return realm()
        .token(
            Map.of(
                "grant_type", "password",
                "scope", "openid",
                "client_id", "shop",
                "client_secret", "shop-secret",
                "username", user,
                "password", user),
            Map.of());
  }

  private RequestSpecification as(String user) {
    return bearer(realm().passwordLogin(user, user).access());
  }

  private RequestSpecification bearer(String token) {
    return at().auth().preemptive().oauth2(token);
  }

  private RequestSpecification at() {
    return given().baseUri(setup.shop().toString());
  }

  private Realm realm() {
    return setup.keycloak().shop();
  }

  private URL url(String path) throws IOException {
    return setup.shop().resolve(path).toURL();
  }
}
