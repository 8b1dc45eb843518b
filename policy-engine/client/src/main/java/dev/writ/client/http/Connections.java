package dev.writ.client.http;

import java.net.http.HttpClient;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The connections to a decision point; others as soon as the certificates are. Thread-safe. */
final class Connections implements AutoCloseable {

  private final HttpSettings settings;
  private @Nullable Opened opened;

  Connections(HttpSettings settings) {
    this.settings = settings;
  }

  private record Opened(HttpClient client, Optional<SSLContext> tls) {}

  /** Those that the present certificates opened. What is under way on older ones goes on. */
  synchronized HttpClient current() {
    Optional<SSLContext> tls = settings.tls().map(context -> context.get());
    Opened present = opened;
    if (present == null || !present.tls().equals(tls)) {
      present = new Opened(open(tls), tls);
      opened = present;
    }
    return present.client();
  }

  private HttpClient open(Optional<SSLContext> tls) {
    boolean http2 = settings.http2() && "https".equals(settings.url().getScheme());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY);
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }

  @Override
  public void close() {
    HttpClient last;
    synchronized (this) {
      last = opened == null ? null : opened.client();
    }
    if (last instanceof AutoCloseable closeable) { // from Java 21 on
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the connections did not close", e);
      }
    }
  }
}
