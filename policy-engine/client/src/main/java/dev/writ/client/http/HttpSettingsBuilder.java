package dev.writ.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Gathers {@link HttpSettings}, whose documentation says what each one means. Not thread-safe. */
public final class HttpSettingsBuilder {

  private final URI url;
  private Duration deadline = Duration.ofMillis(500);
  private Duration connectTimeout = Duration.ofMillis(250);
  private int maxConcurrent = 256;
  private int retries = 2;
  private int breakerFailures = 20;
  private Duration breakerDelay = Duration.ofSeconds(1);
  private int maxAnswerBytes = 1 << 20;
  private boolean http2 = true;
  private boolean insecure;
  private Optional<PeerToken> token = Optional.empty();
  private Optional<Supplier<SSLContext>> tls = Optional.empty();

  HttpSettingsBuilder(URI url) {
    this.url = url;
  }

  public HttpSettingsBuilder deadline(Duration deadline) {
    this.deadline = deadline;
    return this;
  }

  public HttpSettingsBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
    return this;
  }

  public HttpSettingsBuilder maxConcurrent(int maxConcurrent) {
    this.maxConcurrent = maxConcurrent;
    return this;
  }

  public HttpSettingsBuilder retries(int retries) {
    this.retries = retries;
    return this;
  }

  public HttpSettingsBuilder breakerFailures(int breakerFailures) {
    this.breakerFailures = breakerFailures;
    return this;
  }

  public HttpSettingsBuilder breakerDelay(Duration breakerDelay) {
    this.breakerDelay = breakerDelay;
    return this;
  }

  public HttpSettingsBuilder maxAnswerBytes(int maxAnswerBytes) {
    this.maxAnswerBytes = maxAnswerBytes;
    return this;
  }

  public HttpSettingsBuilder http2(boolean http2) {
    this.http2 = http2;
    return this;
  }

  public HttpSettingsBuilder insecure(boolean insecure) {
    this.insecure = insecure;
    return this;
  }

  public HttpSettingsBuilder token(PeerToken token) {
    this.token = Optional.of(token);
    return this;
  }

  public HttpSettingsBuilder tls(SSLContext tls) {
    return tls(() -> tls);
  }

  /**
   * Asked before each call, so that certificates can be renewed: with another context than before,
   * calls take new connections, while those under way end on the old ones. Must not block.
   */
  public HttpSettingsBuilder tls(Supplier<SSLContext> tls) {
    this.tls = Optional.of(tls);
    return this;
  }

  public HttpSettings build() {
    return new HttpSettings(
        url,
        deadline,
        connectTimeout,
        maxConcurrent,
        retries,
        breakerFailures,
        breakerDelay,
        maxAnswerBytes,
        http2,
        insecure,
        token,
        tls);
  }
}
