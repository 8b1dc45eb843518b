package dev.writ.embedded;

import dev.writ.client.Pdp;
import dev.writ.engine.bundle.TrustedKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an {@link EmbeddedPdp} comes by its policies. For one thread; every setter returns it. */
public final class EmbeddedSettings {
  final URI source;
  final TrustedKeys trusted;
  Duration interval = Duration.ofSeconds(5);
  Duration longPoll = Duration.ofSeconds(30);
  Duration patience = Duration.ofSeconds(5);
  Supplier<Optional<String>> token = Optional::empty;
  Clock clock = Clock.systemUTC();
  Supplier<HttpClient> http;
  @Nullable Path folder;
  @Nullable Pdp elsewhere;

  private EmbeddedSettings(URI source, TrustedKeys trusted) {
    this.source = source;
    this.trusted = trusted;
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    http = () -> client;
  }

  /**
   * The settings that have no default.
   *
   * @param source {@code https:}, {@code http:} or {@code file:}; a decision point's {@code
   *     /v1/bundle}, or any place that holds the file
   * @param trusted whose bundles are believed
   * @throws IllegalArgumentException where the source is something else
   */
  public static EmbeddedSettings of(URI source, TrustedKeys trusted) {
    switch (String.valueOf(source.getScheme())) {
      case "https", "http", "file" -> {
        return new EmbeddedSettings(source, trusted);
      }
      default ->
          throw new IllegalArgumentException(
              "`" + source + "` is no place of bundles: begin it with `https:` or `file:`");
    }
  }

  /** The pause between two looks at the source; 5 s unless set. */
  public EmbeddedSettings interval(Duration pause) {
    interval = pause;
    return this;
  }

  /** How long a decision point may wait for something new before it answers; 30 s unless set. */
  public EmbeddedSettings longPoll(Duration wait) {
    longPoll = wait;
    return this;
  }

  /** How long the start waits for the first look at the source; 5 s unless set. */
  public EmbeddedSettings patience(Duration longest) {
    patience = longest;
    return this;
  }

  /**
   * A folder of this process alone, which keeps the last good bundle and the highest sequence. A
   * start without the source then goes on with it; without a folder, an older bundle can be slipped
   * in at a restart, though never one that has run out.
   */
  public EmbeddedSettings folder(Path path) {
    folder = path;
    return this;
  }

  /** The client to ask with, which holds this service's certificate and what it trusts. */
  public EmbeddedSettings http(Supplier<HttpClient> client) {
    http = client;
    return this;
  }

  /** What to say after {@code Bearer}, asked for before each look. */
  public EmbeddedSettings token(Supplier<String> supplier) {
    token = () -> Optional.of(supplier.get());
    return this;
  }

  /**
   * A decision point for the requests that need what this process lacks, such as the verification
   * of a token. Without one, they are denied. It is closed with the embedded one.
   */
  public EmbeddedSettings elsewhere(Pdp pdp) {
    elsewhere = pdp;
    return this;
  }

  /** The clock that decides what {@code now} is; the system's unless set. */
  public EmbeddedSettings clock(Clock other) {
    clock = other;
    return this;
  }
}
