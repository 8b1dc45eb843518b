package dev.writ.cli.doctor.web;

import dev.writ.compiler.diagnostic.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks with GET. An answer has a time within which it must be there to its last byte, and a size; a
 * redirect is an answer like any other. Plain HTTP is spoken only if it was allowed: what a
 * provider names must not lead from TLS into the network of whoever asks. Safe for use by several
 * threads.
 */
public final class Web implements AutoCloseable {

  /** The longest body, in bytes. */
  public static final int MAX_BODY = 1 << 20;

  private static final int MAX_REDIRECTS = 5;

  private final SSLContext trust;
  private final Duration patience;
  private final boolean plainAllowed;
  private final HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param patience how long an answer may take
   * @param plainAllowed whether {@code http} is spoken besides {@code https}
   */
  public Web(SSLContext trust, Duration patience, boolean plainAllowed) {
    this(trust, patience, plainAllowed, builder(trust, patience).build());
  }

  private Web(SSLContext trust, Duration patience, boolean plainAllowed, HttpClient client) {
    this.trust = trust;
    this.patience = patience;
    this.plainAllowed = plainAllowed;
    this.client = client;
  }

  private static HttpClient.Builder builder(SSLContext trust, Duration patience) {
    return HttpClient.newBuilder()
        .sslContext(trust)
        .connectTimeout(patience)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /** What an address answers. */
  public Reply get(URI address, Map<String, String> headers) throws NoAnswer {
    return get(client, address, headers);
  }

  /**
   * What a browser ends at: redirects are followed, with cookies of this visit, up to one that
   * leads to {@code end}, which is the answer then.
   */
  public Reply visit(URI address, String end) throws NoAnswer {
    try (HttpClient browser = builder(trust, patience).cookieHandler(new CookieManager()).build()) {
      URI at = address;
      for (int i = 0; i <= MAX_REDIRECTS; i++) {
        Reply reply = get(browser, at, Map.of("Accept", "text/html"));
        String location = reply.location().orElse("");
        if (!reply.isRedirect() || location.startsWith(end)) {
          return reply;
        }
        at = resolved(at, location);
      }
      throw new NoAnswer(named(address) + " redirects more than " + MAX_REDIRECTS + " times");
    }
  }

  private static URI resolved(URI from, String location) throws NoAnswer {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new NoAnswer(named(from) + " redirects to " + Quote.of(location) + ", no address");
    }
  }

  private Reply get(HttpClient via, URI address, Map<String, String> headers) throws NoAnswer {
    requireAllowed(address);
    Future<Reply> reply = threads.submit(() -> exchange(via, address, headers));
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reply.cancel(true);
      throw tooSlow(address);
    } catch (ExecutionException e) {
      throw failure(address, e.getCause());
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted");
    }
  }

  private void requireAllowed(URI address) throws NoAnswer {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean allowed = scheme.equals("https") || (plainAllowed && scheme.equals("http"));
    if (!allowed || address.getHost() == null) {
      throw new NoAnswer(named(address) + " is not asked: it is no `https` address of a host");
    }
  }

  private static Reply exchange(HttpClient via, URI address, Map<String, String> headers)
      throws IOException, InterruptedException, NoAnswer {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    headers.forEach(request::header);
    HttpResponse<InputStream> response = via.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw new NoAnswer(named(address) + " answers with more than " + MAX_BODY + " bytes");
      }
      return new Reply(response.statusCode(), response.headers(), body);
    }
  }

  private NoAnswer failure(URI address, @Nullable Throwable cause) {
    return switch (cause) {
      case NoAnswer known -> known;
      case HttpConnectTimeoutException timeout -> tooSlow(address);
      case ConnectException refused -> new NoAnswer("nothing answers at " + named(address));
      case SSLException untrusted ->
          new NoAnswer(
              "no TLS connection to %s: %s; a private authority is named with `--ca`"
                  .formatted(
                      named(address), Quote.visible(String.valueOf(untrusted.getMessage()))));
      case null, default -> new NoAnswer(named(address) + " does not answer as HTTP wants it");
    };
  }

  private NoAnswer tooSlow(URI address) {
    return new NoAnswer(
        "%s took longer than %d s to answer".formatted(named(address), patience.toSeconds()));
  }

  /** The address without its query, which may be long. */
  private static String named(URI address) {
    return Quote.of(address.toString().replaceFirst("[?#].*", ""));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
