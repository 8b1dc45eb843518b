package dev.writ.agent.pdp;

import dev.writ.agent.config.AgentConfig.Pdp;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for the decision point and other servers. Certificates and keys are read again
 * when their files change, so that short-lived ones can be renewed. Thread-safe.
 */
public final class Connection {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final @Nullable Pdp configuration;
  private final Executor executor =
      Executors.newCachedThreadPool(
          task -> Thread.ofPlatform().daemon().name("writ-agent-http").unstarted(task));
  private @Nullable HttpClient client;
  private List<FileTime> age = List.of();

  /**
   * A connection.
   *
   * @param configuration with the files of mutual TLS, or null for the platform's authorities alone
   */
  public Connection(@Nullable Pdp configuration) {
    this.configuration = configuration;
  }

  /**
   * The client.
   *
   * @throws IOException if a file of TLS cannot be read
   */
  public synchronized HttpClient client() throws IOException {
    List<FileTime> now = ages();
    HttpClient current = client;
    if (current == null || !now.equals(age)) {
      HttpClient fresh = connect();
      client = fresh;
      age = now;
      return fresh;
    }
    return current;
  }

  private List<FileTime> ages() throws IOException {
    List<FileTime> ages = new ArrayList<>();
    if (configuration != null) {
      for (Path file :
          Stream.of(configuration.certificate(), configuration.key(), configuration.trust())
              .<Path>mapMulti(
                  (path, out) -> {
                    if (path != null) {
                      out.accept(path);
                    }
                  })
              .toList()) {
        ages.add(Files.getLastModifiedTime(file));
      }
    }
    return ages;
  }

  private HttpClient connect() throws IOException {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(executor);
    SSLContext tls = tls();
    return (tls == null ? builder : builder.sslContext(tls)).build();
  }

  private @Nullable SSLContext tls() throws IOException {
    if (configuration == null
        || configuration.certificate() == null && configuration.trust() == null) {
      return null;
    }
    var builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    Path certificate = configuration.certificate();
    Path key = configuration.key();
    try {
      if (certificate != null && key != null) {
        builder.keyManager(certificate.toFile(), key.toFile());
      }
      if (configuration.trust() != null) {
        builder.trustManager(configuration.trust().toFile());
      }
      return ((JdkSslContext) builder.build()).context();
    } catch (IllegalArgumentException e) {
      throw new IOException("the files of TLS cannot be used: " + e.getMessage(), e);
    }
  }
}
