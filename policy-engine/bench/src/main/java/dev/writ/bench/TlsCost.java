package dev.writ.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What mutual TLS costs the server's process: CPU time per 1,000 evaluations over kept connections,
 * beside the same over plain ones, and with a handshake for each. The three take turns.
 *
 * <p>{@code java -cp ... dev.writ.bench.TlsCost quarkus-app/quarkus-run.jar [rounds]}
 */
public final class TlsCost {
  private static final int POLICIES = 10;
  private static final int REQUESTS = 8_000;
  private static final int HANDSHAKES = 1_000;
  private static final int WARM_UP = 60_000;
  private static final String PASSWORD = "benchmark";
  private static final String CLIENT = "spiffe://bench.example/client";

  private final Path folder;

  private TlsCost(Path folder) {
    this.folder = folder;
  }

  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory("writ-bench");
    for (Map.Entry<String, String> file : Policies.filesOfSize(POLICIES).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    new TlsCost(folder).measure(Path.of(arguments[0]), rounds);
  }

  private void measure(Path application, int rounds) throws Exception {
    KeyStore server = create("server", "san=dns:localhost,ip:127.0.0.1");
    KeyStore client = create("client", "san=uri:" + CLIENT);
    SocketFactory sockets = context(client, server).getSocketFactory();
    try (ServerProcess plain = ServerProcess.start(application, folder);
        ServerProcess tls = ServerProcess.start(application, folder, options(server, client))) {
      Load overPlain = Load.over(SocketFactory.getDefault());
      Load overTls = Load.over(sockets);
      Load shaking = overTls.renewedAfter(1);
      ask(overPlain, plain, WARM_UP);
      ask(overTls, tls, WARM_UP);
      ask(shaking, tls, HANDSHAKES);
      List<Double> plainCost = new ArrayList<>();
      List<Double> tlsCost = new ArrayList<>();
      List<Double> shakingCost = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        plainCost.add(cost(overPlain, plain, REQUESTS));
        tlsCost.add(cost(overTls, tls, REQUESTS));
        shakingCost.add(cost(shaking, tls, HANDSHAKES));
      }
      System.out.printf("plain, kept connections:      %s%n", show(plainCost));
      System.out.printf("mutual TLS, kept connections: %s%n", show(tlsCost));
      System.out.printf("mutual TLS, a handshake each: %s%n", show(shakingCost));
      System.out.printf("TLS beside plain: %.2f%n", median(tlsCost) / median(plainCost));
    }
  }

  private static double cost(Load load, ServerProcess server, int requests) throws Exception {
    Duration before = server.cpu();
    ask(load, server, requests);
    return server.cpu().minus(before).toNanos() / 1e6 * 1000 / requests;
  }

  private static void ask(Load load, ServerProcess server, int requests) throws Exception {
    load.ask(
        server.port(),
        "/access/v1/evaluation",
        requests,
        i ->
            """
            {"subject":{"type":"user","id":"alice","properties":{"roles":["member"]}},\
            "action":{"name":"write"},\
            "resource":{"type":"t%06d","id":"1","properties":{"ownerId":"alice","size":5}}}"""
                .formatted(i % POLICIES),
        "\"decision\":true");
  }

  private List<String> options(KeyStore server, KeyStore client)
      throws GeneralSecurityException, IOException {
    Path key = folder.resolve("server.key");
    Files.writeString(
        key, pem("PRIVATE KEY", server.getKey("own", PASSWORD.toCharArray()).getEncoded()));
    return List.of(
        "-Dwrit.tls.certificate=" + certificate("server.crt", server),
        "-Dwrit.tls.key=" + key,
        "-Dwrit.tls.trust-domains.\"bench.example\"=" + certificate("client.crt", client),
        "-Dwrit.peers.client.spiffe-ids=" + CLIENT,
        "-Dwrit.peers.client.operations=evaluate",
        "-Dwrit.peers.client.subjects=user:*",
        "-Dwrit.peers.client.resources=*",
        "-Dwrit.peers.client.roles.user=member");
  }

  private Path certificate(String name, KeyStore store)
      throws GeneralSecurityException, IOException {
    Certificate own = store.getCertificate("own");
    return Files.writeString(folder.resolve(name), pem("CERTIFICATE", own.getEncoded()));
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(content));
  }

  /** A key with a certificate that it signs itself, by the JDK's own tool. */
  private KeyStore create(String name, String extension) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "own",
            "-dname",
            "CN=" + name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-ext",
            extension,
            "-ext",
            "ku:c=digitalSignature",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("keytool made no key");
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static SSLContext context(KeyStore own, KeyStore server)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.getCertificate("own"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static String show(List<Double> values) {
    return "%.1f ms CPU per 1,000 (%.1f to %.1f)"
        .formatted(median(values), Collections.min(values), Collections.max(values));
  }
}
