package dev.writ.server.http;

import static dev.writ.server.tls.MtlsProfile.OFFICE;
import static dev.writ.server.tls.MtlsProfile.SERVERS;
import static dev.writ.server.tls.MtlsProfile.SHOP;
import static dev.writ.server.tls.MtlsProfile.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.Http;
import dev.writ.server.tls.Asked;
import dev.writ.server.tls.Authority.Leaf;
import dev.writ.server.tls.Credential;
import dev.writ.server.tls.MtlsProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.path.json.JsonPath;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing is open that nobody opened: every path with every method. */
@QuarkusTest
@TestProfile(MtlsProfile.class)
class WalkTest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "REPORT");
  private static final String LIVENESS = "/q/health/live";

  /** Paths beside those that anything here declares, and other spellings of some that are. */
  private static final List<String> OTHERS =
      List.of(
          LIVENESS,
          "/q/health",
          "/q/health/ready",
          "/q/health/started",
          "/q/metrics",
          "/q/openapi",
          "/",
          "/nothing",
          "/q",
          "/q/",
          "/q/dev-ui",
          "/q/health/",
          "/q/health/group/any",
          "/q/health/live/",
          "/q/health/live/../../metrics",
          "/q/health/%6Cive",
          "/q/health/live;x",
          "/q/health/../metrics",
          "/q/metrics/",
          "/q/openapi.json",
          "/access/v1/evaluation/",
          "/access/v1/./evaluation",
          "/access/v1/evaluation/../../../q/metrics",
          "/ACCESS/v1/evaluation",
          "//access/v1/evaluation",
          "/access/v1/search",
          "/v1/decisions",
          "/v1/decisions/checkpoint",
          "/v1/decisions/a/b",
          "/v1/hooks/git",
          "/v1/hooks/git/",
          "/v1/decisions/a/proof/b",
          "/v1/decisions/tile/",
          "/v1/decisions/a;b",
          "/v1/revocations/",
          "/v1/revocations/x",
          "/v1/revocations/key/",
          "/v1/revocations/oidc/x",
          "/v1/revocations/key/a;b",
          "/v1/witness/add-checkpoint",
          "/v1/revocations/oidc/back-channel-logout/",
          "/v1/bundle");

  @Inject Router router;
  @Inject ValueRegistry values;

  @Test
  void withoutCredentialsOnlyLivenessIsAnswered() throws Exception {
    walk(Credential.anonymous(SERVERS), 401);
  }

  @Test
  void withoutGrantsOnlyLivenessIsAnswered() throws Exception {
    walk(SHOP.issue(Leaf.workload(STRANGER)).client(SERVERS), 403);
  }

  @Test
  void whatOneOperationGrantsIsNotAnother() throws Exception {
    HttpClient monitor = OFFICE.issue(Leaf.named("monitor")).client(SERVERS);
    assertThat(Asked.send(monitor, port(), "GET", "/q/metrics").statusCode()).isEqualTo(200);
    assertThat(Asked.send(monitor, port(), "GET", "/nothing").statusCode()).isEqualTo(404);
    String body = Http.request("alice", "read", "record-1");
    for (String path : List.of(Http.EVALUATION, Http.EXPLAIN, "/access/v1/search/subject")) {
      assertThat(Asked.post(monitor, port(), path, body).statusCode()).as(path).isEqualTo(403);
    }
    HttpClient orders = SHOP.issue(Leaf.workload(MtlsProfile.ORDERS)).client(SERVERS);
    assertThat(Asked.send(orders, port(), "GET", "/q/metrics").statusCode()).isEqualTo(403);
  }

  private void walk(HttpClient client, int refusal) throws Exception {
    Set<String> paths = paths();
    assertThat(paths).contains("/v1/explain", Http.EVALUATION);
    for (String path : paths) {
      for (String method : METHODS) {
        HttpResponse<String> answer = ask(client, method, path);
        String what = method + " " + path;
        assertThat(answer.headers().firstValue("X-Request-ID")).as(what).isPresent();
        assertThat(answer.headers().firstValue("X-Content-Type-Options"))
            .as(what)
            .contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).as(what).contains("no-store");
        assertThat(answer.headers().map().keySet())
            .as(what)
            .noneMatch(
                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        boolean open = path.equals(LIVENESS) && Set.of("GET", "HEAD").contains(method);
        assertThat(answer.statusCode()).as(what).isEqualTo(open ? 200 : refusal);
      }
    }
  }

  private HttpResponse<String> ask(HttpClient client, String method, String path) throws Exception {
    boolean body = !Set.of("GET", "HEAD", "TRACE").contains(method);
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path))
            .header("Content-Type", "application/json")
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .method(
                method,
                body
                    ? BodyPublishers.ofString(Http.request("alice", "read", "record-1"))
                    : BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  /** From the description of the interface, the framework's routes, and some more. */
  private Set<String> paths() throws Exception {
    Set<String> paths = new TreeSet<>(OTHERS);
    HttpClient monitor = OFFICE.issue(Leaf.named("monitor")).client(SERVERS);
    String description = Asked.send(monitor, port(), "GET", "/q/openapi?format=json").body();
    paths.addAll(
        JsonPath.from(description).getMap("paths").keySet().stream()
            .map(String::valueOf)
            .map(path -> path.replaceAll("\\{[^}]*}", "x"))
            .toList());
    router.getRoutes().stream()
        .map(Route::getPath)
        .filter(Objects::nonNull)
        .map(path -> path.replace("*", "x").replaceAll(":[^/]*", "x"))
        .filter(path -> path.startsWith("/"))
        .forEach(paths::add);
    return paths;
  }

  private int port() {
    return values.get(HttpServer.HTTPS_PORT);
  }
}
