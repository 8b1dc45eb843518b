package dev.writ.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server's key and a client's, on P-256, each with a certificate that it signs itself.
 *
 * @param folder where the server finds its own and whom to trust
 */
record Certificates(Path folder, KeyStore server, KeyStore own) {
  private static final String PASSWORD = "benchmark";
  private static final String CLIENT = "spiffe://bench.example/client";

  /** Makes them. */
  static Certificates in(Path folder) throws Exception {
    KeyStore server = create(folder, "server", "san=dns:localhost,ip:127.0.0.1");
    KeyStore own = create(folder, "client", "san=uri:" + CLIENT);
    write(folder.resolve("server.crt"), "CERTIFICATE", server.getCertificate("own").getEncoded());
    write(folder.resolve("client.crt"), "CERTIFICATE", own.getCertificate("own").getEncoded());
    write(
        folder.resolve("server.key"),
        "PRIVATE KEY",
        server.getKey("own", PASSWORD.toCharArray()).getEncoded());
    return new Certificates(folder, server, own);
  }

  /** What a server has to be told to use its own and to know the client. */
  List<String> options() {
    return List.of(
        "-Dwrit.tls.certificate=" + folder.resolve("server.crt"),
        "-Dwrit.tls.key=" + folder.resolve("server.key"),
        "-Dwrit.tls.trust-domains.\"bench.example\"=" + folder.resolve("client.crt"),
        "-Dwrit.peers.client.spiffe-ids=" + CLIENT,
        "-Dwrit.peers.client.operations=evaluate",
        "-Dwrit.peers.client.subjects=user:*",
        "-Dwrit.peers.client.resources=*",
        "-Dwrit.peers.client.roles.user=member");
  }

  /** Connections without a client certificate, each of which begins with a whole handshake. */
  Load.Connections anonymous() {
    return connections(null);
  }

  /** The same with the client's certificate. */
  Load.Connections client() throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    return connections(keys.getKeyManagers());
  }

  /** A context of its own for each connection, since one context resumes its sessions. */
  private Load.Connections connections(KeyManager @Nullable [] keys) {
    return (address, port) -> {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust().getTrustManagers(), null);
        return context.getSocketFactory().createSocket(address, port);
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    };
  }

  private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.getCertificate("own"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  private static void write(Path file, String what, byte[] content) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(content)));
  }

  /** By the JDK's own tool. */
  private static KeyStore create(Path folder, String name, String extension) throws Exception {
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
}
