package dev.writ.server.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.server.PolicyFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits of a served repository, over HTTP. */
@QuarkusTest
@TestProfile(ReloadTest.Edited.class)
class ReloadTest {
  private static final PolicyFolder FOLDER = PolicyFolder.create();
  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 4;

  /**
   * A fast machine asks all of them before a third version is live: it goes on, up to this many.
   */
  private static final int MOST_REQUESTS = 500_000;

  private static final int VERSIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Long enough at rest that a test machine's pause between two writes is no rest. */
  public static class Edited implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("writ.policies", FOLDER.root().toString(), "writ.reload.settle", "300ms");
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> revisions = ConcurrentHashMap.newKeySet();

  /** What an answer said: under which revision, for which user, what. */
  private record Seen(String revision, int user, boolean allowed) {}

  @BeforeEach
  void beginWithVersionZero() throws Exception {
    FOLDER.version(0);
    until(() -> allowed(0));
  }

  @Test
  void anEditGoesLiveAndEndsWhatWasBefore() throws Exception {
    FOLDER.version(1);
    until(() -> allowed(1));
    assertThat(allowed(0)).isFalse();
  }

  @Test
  void aBrokenEditKeepsTheLastGoodSetUntilItIsHealed() throws Exception {
    FOLDER.spoil();
    until(() -> ready().getBoolean("checks.find { it.name == 'policies' }.data.stale"));
    assertThat(ready().getString("status")).isEqualTo("UP");
    assertThat(ready().getString("checks.find { it.name == 'policies' }.data.problem"))
        .startsWith("reading.yaml:4:5: ");
    assertThat(ready().getInt("checks.find { it.name == 'policies' }.data.problems")).isPositive();
    assertThat(allowed(0)).isTrue();
    FOLDER.version(2);
    until(() -> allowed(2));
    assertThat(ready().getBoolean("checks.find { it.name == 'policies' }.data.stale")).isFalse();
    assertThat(ready().getString("checks.find { it.name == 'policies' }.data.problem")).isNull();
  }

  /**
   * The revision in an answer says which version decided, for it is a hash of that version's
   * content: a mixed or half-written set has a revision that no version has, a broken one has none,
   * and each version has only one right answer for each user.
   */
  @Test
  void underLoadNoAnswerIsOfAMixedOrBrokenSet() throws Exception {
    Queue<Seen> answers = new ConcurrentLinkedQueue<>();
    var version = new AtomicInteger(10);
    var left = new AtomicInteger(REQUESTS);
    var done = new CountDownLatch(CLIENTS);
    Map<String, Integer> versions = new HashMap<>(Map.of(PolicyFolder.revision(0), 0));
    List<Future<Void>> asked = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        asked.add(clients.submit(() -> askAll(left, version, answers, done)));
      }
      editUntil(done, version, versions);
      for (Future<Void> client : asked) {
        client.get();
      }
    }
    assertThat(answers).hasSizeGreaterThanOrEqualTo(REQUESTS);
    for (Seen seen : answers) {
      assertThat(versions).as("%s", seen).containsKey(seen.revision());
      assertThat(seen.allowed())
          .as("%s", seen)
          .isEqualTo(versions.get(seen.revision()) == seen.user());
    }
    assertThat(revisions).hasSizeGreaterThanOrEqualTo(VERSIONS);
    assertThat(answers).anyMatch(Seen::allowed).anyMatch(seen -> !seen.allowed());
  }

  private Void askAll(
      AtomicInteger left, AtomicInteger version, Queue<Seen> answers, CountDownLatch done)
      throws Exception {
    try {
      for (int i = left.getAndDecrement(); goesOn(i); i = left.getAndDecrement()) {
        Seen seen = ask(Math.max(0, version.get() - Math.floorMod(i, 3)));
        revisions.add(seen.revision());
        answers.add(seen);
      }
      return null;
    } finally {
      done.countDown();
    }
  }

  private boolean goesOn(int left) {
    return left > 0 || revisions.size() < VERSIONS && left > REQUESTS - MOST_REQUESTS;
  }

  /** Changes, breaks and heals; now and then pauses, so that a version can go live. */
  private static void editUntil(
      CountDownLatch done, AtomicInteger version, Map<String, Integer> versions)
      throws InterruptedException {
    boolean ended = false;
    for (int round = 0; !ended; round++) {
      int next = version.incrementAndGet();
      versions.put(PolicyFolder.revision(next), next);
      FOLDER.version(next);
      ended = done.await(round % 4 == 0 ? 1_000 : 20, TimeUnit.MILLISECONDS);
      if (round % 5 == 0 && !ended) {
        FOLDER.spoil();
        ended = done.await(500, TimeUnit.MILLISECONDS);
      }
    }
  }

  private Seen ask(int user) throws IOException, InterruptedException {
    String body =
        """
        {"subject": {"type": "user", "id": "user-%d"}, "action": {"name": "read"},
         "resource": {"type": "record", "id": "r"}}
        """
            .formatted(user);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + RestAssured.port + "/access/v1/evaluation"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    Members answer = Members.of(StrictJson.readObject(response.body()));
    Members context = answer.object("context");
    return new Seen(
        context.text("revision"), user, Boolean.TRUE.equals(answer.values().get("decision")));
  }

  private boolean allowed(int user) throws IOException, InterruptedException {
    return ask(user).allowed();
  }

  private static io.restassured.path.json.JsonPath ready() {
    return given().get("/q/health/ready").jsonPath();
  }

  /** Asks until it is so: the only sign that a peer gets of a reload is another answer. */
  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
    }
  }
}
