package dev.writ.sample.signin;

import dev.writ.sample.endtoend.PdpProcess;
import dev.writ.testbed.Keycloak;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Keycloak, a decision point that believes it, and what the shop has to know of both. */
public final class SignInSetup implements QuarkusTestResourceLifecycleManager {

  private static final List<String> OIDC =
      List.of("oidc", "oidc.web", "oidc.ledger", "oidc-client.pdp", "oidc-client.ledger");

  private Keycloak keycloak;
  private PdpProcess pdp;
  private URI shop;

  @Override
  public Map<String, String> start() {
    try {
      int port = freePort();
      shop = URI.create("http://127.0.0.1:" + port + "/");
      keycloak = Keycloak.shared();
      Path folder = Files.createTempDirectory("shop");
      pdp = PdpProcess.start(folder.resolve("data"), pdpSettings());
      tellKeycloak();
      return settings(port, secrets(folder));
    } catch (Exception e) {
      throw new IllegalStateException("Keycloak or the decision point did not start", e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(SignInSetup.class));
  }

  @Override
  public void stop() {
    if (pdp != null) {
      pdp.kill();
    }
  }

  Keycloak keycloak() {
    return keycloak;
  }

  URI shop() {
    return shop;
  }

  private Map<String, String> pdpSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("writ.issuers.login.url", keycloak.shop().issuer());
    settings.put("writ.issuers.login.audience", "writ,ledger");
    settings.put("writ.issuers.login.tls", "login");
    settings.put("writ.issuers.login.peers", "true");
    settings.put("writ.issuers.login.client-claim", "client_id");
    settings.put("writ.issuers.login.logout-audience", "shop");
    settings.put("writ.subjects.login.type", "user");
    settings.put("writ.subjects.login.may-state-roles", "customer,support,admin,auditor");
    settings.put("writ.subjects.login.may-state-groups", "compliance");
    settings.put("writ.peers.shop.clients", keycloak.shop().issuer() + "|shop");
    settings.put("writ.peers.shop.operations", "evaluate");
    settings.put("writ.peers.shop.resources", "*");
    settings.put("writ.peers.shop.issuers", keycloak.shop().issuer());
    settings.put("quarkus.tls.login.trust-store.pem.certs", keycloak.authorityFile().toString());
    return settings;
  }

  private void tellKeycloak() {
    keycloak
        .shop()
        .changeClient(
            "shop",
            client -> {
              // a test then has the access token of a session of the shop's
              client.put("directAccessGrantsEnabled", true);
              client
                  .withObject("/attributes")
                  .put("backchannel.logout.url", shop.resolve("back-channel-logout").toString());
            });
  }

  private Map<String, String> settings(int port, Path secrets) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.test-port", Integer.toString(port));
    settings.put("quarkus.rest-client.ledger.url", shop.toString());
    settings.put("shop.issuer", keycloak.shop().issuer());
    settings.put(
        "shop.logout-relay",
        pdp.url().resolve("/v1/revocations/oidc/back-channel-logout").toString());
    settings.put("smallrye.config.source.file.locations", secrets.toString());
    settings.put("writ.client.url", pdp.url().toString());
    settings.put("writ.client.deadline", "5s");
    settings.put("quarkus.tls.login.trust-store.pem.certs", keycloak.authorityFile().toString());
    OIDC.forEach(each -> settings.put("quarkus." + each + ".tls.tls-configuration-name", "login"));
    return settings;
  }

  private static Path secrets(Path folder) throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    secret(secrets.resolve("shop.client-secret"), "shop-secret");
    secret(secrets.resolve("shop.session-secret"), "a-session-secret-of-32-characters");
    return secrets;
  }

  private static void secret(Path file, String content) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
