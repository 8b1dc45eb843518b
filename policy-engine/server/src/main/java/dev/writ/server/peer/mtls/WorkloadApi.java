package dev.writ.server.peer.mtls;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.spiffe.exception.SocketEndpointAddressException;
import io.spiffe.svid.x509svid.X509Svid;
import io.spiffe.workloadapi.DefaultWorkloadApiClient;
import io.spiffe.workloadapi.DefaultWorkloadApiClient.ClientOptions;
import io.spiffe.workloadapi.Watcher;
import io.spiffe.workloadapi.WorkloadApiClient;
import io.spiffe.workloadapi.X509Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Certificates that a SPIFFE Workload API gives and renews. */
final class WorkloadApi implements CertificateSource, Watcher<X509Context> {
  private static final Logger LOG = Logger.getLogger(WorkloadApi.class);
  private static final int SECONDS_AT_START = 30;
  private static final Base64.Encoder LINES = Base64.getMimeEncoder();

  private final WorkloadApiClient client;
  private final CompletableFuture<X509Context> first = new CompletableFuture<>();
  private volatile @Nullable X509Context newest;

  private WorkloadApi(WorkloadApiClient client) {
    this.client = client;
  }

  /**
   * Connects and waits for the first certificate.
   *
   * @throws ConfigurationException if there is none within half a minute
   */
  static WorkloadApi connect(String socket) {
    var source = new WorkloadApi(client(socket));
    source.client.watchX509Context(source);
    try {
      source.first.get(SECONDS_AT_START, TimeUnit.SECONDS);
      return source;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      source.close();
      throw new ConfigurationException(
          "the SPIFFE Workload API at `%s` gives no certificate".formatted(socket));
    }
  }

  @Override
  public void onUpdate(X509Context update) {
    newest = update;
    first.complete(update);
  }

  @Override
  public void onError(Throwable problem) {
    LOG.warnf("the SPIFFE Workload API gives no certificates: %s", problem.getMessage());
    first.completeExceptionally(problem);
  }

  private X509Context newest() {
    return Objects.requireNonNull(newest, "connect waits for the first");
  }

  private static WorkloadApiClient client(String socket) {
    try {
      return DefaultWorkloadApiClient.newClient(
          ClientOptions.builder().spiffeSocketPath(socket).build());
    } catch (SocketEndpointAddressException e) {
      throw new ConfigurationException(
          "`writ.tls.workload-api` is no address of a Workload API: `%s`".formatted(socket));
    }
  }

  @Override
  public PemKeyCertOptions certificate(Vertx vertx) throws Unusable {
    X509Svid own = newest().getDefaultSvid();
    var chain = new StringBuilder();
    try {
      for (X509Certificate certificate : own.getChain()) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new Unusable("the Workload API's certificate cannot be encoded", e);
    }
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(chain.toString()))
        .addKeyValue(Buffer.buffer(pem("PRIVATE KEY", own.getPrivateKey().getEncoded())));
  }

  @Override
  public Bundles bundles() {
    return new Bundles(newest().getX509BundleSet(), Set.of());
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, LINES.encodeToString(encoded));
  }
}
