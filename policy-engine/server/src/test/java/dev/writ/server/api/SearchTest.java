package dev.writ.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.writ.server.Http;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SearchTest {
  private static final String SUBJECTS = "/access/v1/search/subject";
  private static final String RESOURCES = "/access/v1/search/resource";
  private static final String ACTIONS = "/access/v1/search/action";
  private static final String RECORD_1 =
      "\"resource\": {\"type\": \"record\", \"id\": \"record-1\"}";
  private static final String READERS =
      "\"subject\": {\"type\": \"user\"}, \"action\": {\"name\": \"read\"}, " + RECORD_1;

  @Test
  void aSubjectSearchFindsWhoMayAndWhoIsStored() {
    Http.post(SUBJECTS, "{" + READERS + "}")
        .statusCode(200)
        .body("results.id", contains("alice", "bob"))
        .body("results.type", contains("user", "user"))
        .body("page.next_token", is(""))
        .body("page.count", is(2))
        .body("context.revision", matchesPattern("[0-9a-f]{64}"));
  }

  @Test
  void theIdOfWhatIsSearchedForIsIgnored() {
    Http.post(
            SUBJECTS,
            "{\"subject\": {\"type\": \"user\", \"id\": 7}, \"action\": {\"name\": \"read\"}, "
                + RECORD_1
                + "}")
        .body("results.id", contains("alice", "bob"));
    Http.post(
            RESOURCES,
            "{\"subject\": {\"type\": \"user\", \"id\": \"alice\"}, \"action\": {\"name\": \"write\"}, "
                + RECORD_1
                + "}")
        .body("results.id", contains("record-1"));
  }

  @Test
  void anActionSearchRangesOverTheDeclaredActions() {
    Http.post(
            ACTIONS,
            "{\"subject\": {\"type\": \"user\", \"id\": \"alice\"}, \"action\": 7, "
                + RECORD_1
                + "}")
        .body("results.name", contains("read", "write"));
  }

  @Test
  void whatThePolicySetDoesNotKnowIsNotFound() {
    Http.post(
            SUBJECTS,
            "{\"subject\": {\"type\": \"spaceship\"}, \"action\": {\"name\": \"read\"}, "
                + RECORD_1
                + "}")
        .statusCode(200)
        .body("results", hasSize(0));
    Http.post(
            ACTIONS,
            "{\"subject\": {\"type\": \"user\", \"id\": \"a\"}, \"resource\": {\"type\": \"ship\", \"id\": \"x\"}}")
        .statusCode(200)
        .body("results", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "subject|{\"subject\":{\"type\":\"user\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`action` is missing",
        "subject|{\"subject\":{},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"}}|`subject.type` is missing",
        "subject|{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}|`resource.id` is missing",
        "resource|{\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}|`subject` is missing",
        "resource|{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}|`subject.id` is missing",
        "action|{\"subject\":{\"type\":\"user\",\"id\":\"alice\"}}|`resource` is missing",
        "action|{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"},\"page\":7}|`page` must be an object",
        "action|{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"},\"page\":{\"limit\":-1}}|`page.limit` must be an integer that is not negative",
        "action|{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"},\"page\":{\"limit\":1.5}}|`page.limit` must be an integer",
        "action|{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"resource\":{\"type\":\"record\",\"id\":\"r\"},\"page\":{\"token\":7}}|`page.token` must be a text"
      })
  void aSearchThatSaysTooLittleIsRefused(String search, String body, String problem) {
    Http.post("/access/v1/search/" + search, body).statusCode(400).body(containsString(problem));
  }

  @Test
  void pagesFollowEachOtherToTheEnd() {
    String token =
        Http.post(SUBJECTS, paged("\"limit\": 1"))
            .body("results.id", contains("alice"))
            .body("page.next_token", not(emptyString()))
            .extract()
            .path("page.next_token");
    Http.post(SUBJECTS, paged("\"token\": \"" + token + "\""))
        .statusCode(200)
        .body("results.id", contains("bob"))
        .body("page.next_token", is(""))
        .body("page.count", is(1));
    Http.post(SUBJECTS, paged("\"limit\": 1, \"token\": \"" + token + "\""))
        .body("results.id", contains("bob"));
  }

  @Test
  void anEmptyTokenIsNoneAndALimitOfNoughtFindsNothing() {
    Http.post(SUBJECTS, paged("\"token\": \"\"")).body("results", hasSize(2));
    Http.post(SUBJECTS, paged("\"limit\": 0")).statusCode(200).body("results", hasSize(0));
  }

  @Test
  void aTokenIsGoodForItsOwnRequestOnly() {
    String token = firstToken();
    String page = ", \"page\": {\"token\": \"" + token + "\"}}";
    assertRefused(SUBJECTS, "{" + READERS + ", \"context\": {\"a\": 1}" + page);
    assertRefused(SUBJECTS, "{" + READERS.replace("read", "write") + page);
    assertRefused(
        RESOURCES,
        "{"
            + READERS.replace("{\"type\": \"user\"}", "{\"type\": \"user\", \"id\": \"alice\"}")
            + page);
    Http.post(SUBJECTS, paged("\"limit\": 2, \"token\": \"" + token + "\""))
        .statusCode(400)
        .body(containsString("`page.limit` differs"));
  }

  @Test
  void aTokenThatWasTamperedWithIsRefused() {
    String token = firstToken();
    for (int i = 0; i < token.length(); i += 5) {
      char other = token.charAt(i) == 'x' ? 'y' : 'x';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(forged).isNotEqualTo(token);
      assertRefused(SUBJECTS, paged("\"token\": \"" + forged + "\""));
    }
    assertRefused(SUBJECTS, paged("\"token\": \"AAAA\""));
    assertRefused(SUBJECTS, paged("\"token\": \"no token!\""));
  }

  @Test
  void theOrderOfMembersMakesNoOtherRequest() {
    Http.post(
            SUBJECTS,
            "{\"page\": {\"token\": \"%s\"}, %s, \"action\": { \"name\":\"read\" }, \"subject\": {\"type\": \"user\"}}"
                .formatted(firstToken(), RECORD_1))
        .statusCode(200)
        .body("results.id", contains("bob"));
  }

  private static String firstToken() {
    return Http.post(SUBJECTS, paged("\"limit\": 1")).extract().path("page.next_token");
  }

  private static String paged(String page) {
    return "{" + READERS + ", \"page\": {" + page + "}}";
  }

  private static void assertRefused(String path, String body) {
    Http.post(path, body).statusCode(400).body(containsString("`page.token` does not belong"));
  }
}
