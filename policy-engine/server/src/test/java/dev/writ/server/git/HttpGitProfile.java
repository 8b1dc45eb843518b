package dev.writ.server.git;

import dev.writ.testbed.CertificateAuthority;
import dev.writ.testbed.GitHttpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Policies over HTTPS, with a token, a thousand commits of history, policy tests that must pass and
 * commit statuses. The remote is looked at only when the webhook says so.
 */
public class HttpGitProfile implements QuarkusTestProfile {
  static final String STATUS_TOKEN = "a-token-for-statuses";
  static final int HISTORY = 1_000;
  static final ServedGit GIT = ServedGit.create();
  static final StatusRecorder STATUSES = StatusRecorder.start(201);

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      return configuration();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> configuration() throws IOException {
    GIT.upstream().history(HISTORY);
    var authority = new CertificateAuthority("authority of this test");
    GitHttpServer server =
        GitHttpServer.start(
            GIT.folder(), authority.presenting(authority.server()), "a-token-for-git");
    return Map.ofEntries(
        Map.entry("writ.policies", "git+" + server.url(GIT.upstream().bare()) + "#main"),
        Map.entry("writ.data", GIT.folder().resolve("data").toString()),
        Map.entry("writ.git.poll", "1H"),
        Map.entry("writ.git.timeout", "60s"),
        Map.entry("writ.git.token-file", GIT.file("token", "a-token-for-git\n")),
        Map.entry("writ.git.ca-file", GIT.file("authority.pem", authority.pem())),
        Map.entry("writ.git.run-tests", "true"),
        Map.entry("writ.git.webhook.secret-file", GIT.file("secret", ServedGit.SECRET + "\n")),
        Map.entry("writ.git.status.provider", "github"),
        Map.entry("writ.git.status.url", STATUSES.url() + "/repos/shop/policies"),
        Map.entry("writ.git.status.token-file", GIT.file("status-token", STATUS_TOKEN + "\n")));
  }
}
