package dev.writ.cli.attack;

import dev.writ.testbed.CertificateAuthority;
import dev.writ.testbed.CertificateAuthority.Holder;
import dev.writ.testbed.LocalIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The packaged server with every way to prove oneself, in a process of its own, for all tests. */
final class Target {
  static final LocalIssuer A = new LocalIssuer();
  static final LocalIssuer B = new LocalIssuer();
  static final String HOST = "pdp.example";
  static final int MOST_CONNECTIONS = 40;

  static final KeyPair KEY = keyPair();
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("attack");
  private static final String WORKLOADS = "spiffe://shop.example/ns/prod/sa/";

  static final Holder ORDERS = workload("orders");
  static final Holder GATEWAY = workload("gateway");
  static final Holder ADMIN = workload("admin");

  private static final Target SHARED = new Target();

  final Path revocations;
  private final List<String> command;
  private Process process;
  private int port;

  private Target() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "attack");
      revocations = Files.writeString(folder.resolve("revocations"), "revocations: []\n");
      Path configuration = folder.resolve("server.properties");
      Files.writeString(configuration, String.join("\n", configuration(folder)));
      command = command(folder, configuration);
      process = start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Target shared() {
    return SHARED;
  }

  /** The SPIFFE ID of a workload. */
  static String id(String name) {
    return WORKLOADS + name;
  }

  private static Holder workload(String name) {
    return AUTHORITY.caller(name, id(name));
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> configuration(Path folder) throws IOException {
    Holder server = AUTHORITY.server();
    Path certificate = Files.writeString(folder.resolve("server.pem"), server.certificatePem());
    Path key = Files.writeString(folder.resolve("server.key"), server.keyPem());
    Path bundle = Files.writeString(folder.resolve("shop.pem"), AUTHORITY.pem());
    Path signer = Files.writeString(folder.resolve("signer.pem"), pem(KEY));
    return List.of(
        "quarkus.http.limits.max-connections=" + MOST_CONNECTIONS,
        "writ.url=https://" + HOST,
        "writ.limits.failure-rate=0",
        "writ.tls.certificate=" + certificate,
        "writ.tls.key=" + key,
        "writ.tls.trust-domains.\"shop.example\"=" + bundle,
        "writ.revocations.file=" + folder.resolve("revocations"),
        "writ.revocations.poll=50ms",
        "writ.issuers.a.url=" + A.url(),
        "writ.issuers.a.audience=writ",
        "writ.issuers.a.peers=true",
        "writ.issuers.b.url=" + B.url(),
        "writ.issuers.b.audience=writ",
        "writ.issuers.b.algorithms=ES256",
        "writ.subjects.a.type=user",
        "writ.subjects.a.may-state-roles=customer",
        "writ.subjects.b.type=partner",
        "writ.signatures.keys.signer.peer=signer",
        "writ.signatures.keys.signer.algorithm=ed25519",
        "writ.signatures.keys.signer.file=" + signer,
        "writ.peers.orders.spiffe-ids=" + id("orders"),
        "writ.peers.orders.operations=evaluate",
        "writ.peers.orders.subjects=user:*",
        "writ.peers.orders.resources=orders",
        "writ.peers.orders.issuers=" + A.url(),
        "writ.peers.gateway.spiffe-ids=" + id("gateway"),
        "writ.peers.gateway.key-owners=signer",
        "writ.peers.gateway.operations=evaluate",
        "writ.peers.gateway.subjects=user:*",
        "writ.peers.gateway.resources=orders",
        "writ.peers.gateway.services=" + WORKLOADS + "*",
        "writ.peers.gateway.service-field=header.X-Spiffe-Id",
        "writ.peers.admin.spiffe-ids=" + id("admin"),
        "writ.peers.admin.operations=revoke",
        "writ.peers.app.tokens=" + A.url() + "|app",
        "writ.peers.app.operations=evaluate",
        "writ.peers.app.subjects=*",
        "writ.peers.app.resources=*",
        "writ.peers.app.issuers=" + A.url() + "," + B.url());
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static List<String> command(Path folder, Path configuration) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    command.addAll(List.of("serve", "src/test/resources/repositories/sound", "--port", "0"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of("--config", configuration.toString()));
    return command;
  }

  private Process start() throws IOException {
    Process started =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    port = portOf(started.inputReader());
    return started;
  }

  private static int portOf(BufferedReader output) throws IOException {
    String ready = "ready on ";
    String line = output.readLine();
    while (line != null && !line.startsWith(ready)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the server did not start");
    }
    return URI.create(line.substring(ready.length())).getPort();
  }

  /** Ends it without a warning and starts it again with what it kept. */
  void crashAndRestart() throws IOException {
    process.destroyForcibly().onExit().join();
    process = start();
  }

  int port() {
    return port;
  }

  /** Somebody with a certificate. */
  Conversation as(Holder holder) throws IOException {
    return Conversation.with(AUTHORITY.presenting(holder), port);
  }

  /** Somebody without. */
  Conversation anonymous() throws IOException {
    return Conversation.with(trusting(), port);
  }

  static SSLContext trusting() {
    return AUTHORITY.trusting();
  }

  static SSLContext presenting(Holder holder) {
    return AUTHORITY.presenting(holder);
  }
}
