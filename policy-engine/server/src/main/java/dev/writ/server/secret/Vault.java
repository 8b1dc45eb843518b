package dev.writ.server.secret;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.VaultClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of Vault's KV engines, version 2, read when they are first named and again and again from
 * then on. One that was deleted has no fields any more; while Vault is away, sealed or refuses, all
 * stay as they were. Safe for use by several threads; only {@link #add} waits for Vault.
 */
final class Vault implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Vault.class);
  private static final int NOT_FOUND = 404;

  /** At most: the sign-in, a look at the token, the secret. */
  private static final int REQUESTS = 3;

  private final VaultClient client;
  private final Duration patience;
  private final Map<Name, Map<String, Object>> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService reading =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "writ-vault");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long contact = System.nanoTime();
  private volatile @Nullable String problem;

  /** Which secret: of which engine, and where in it. */
  record Name(String mount, String path) {
    @Override
    public String toString() {
      return mount + "/" + path;
    }
  }

  Vault(VaultClient client, Duration poll) {
    this.client = client;
    this.patience = client.getRequestTimeout().multipliedBy(REQUESTS);
    long pause = poll.toNanos();
    var unused = reading.scheduleWithFixedDelay(this::readAll, pause, pause, TimeUnit.NANOSECONDS);
  }

  /**
   * Reads a secret, unless it is known already.
   *
   * @throws IOException if Vault is away or refuses, with why
   */
  void add(Name name) throws IOException {
    if (!known.containsKey(name)) {
      known.put(name, fetch(name));
    }
  }

  /** A secret's fields as they were last read; none where there is no such secret. */
  Map<String, Object> fields(Name name) {
    return known.getOrDefault(name, Map.of());
  }

  double secondsSinceContact() {
    return (System.nanoTime() - contact) / 1e9;
  }

  private void readAll() {
    String found = null;
    for (Name name : known.keySet()) {
      try {
        known.put(name, fetch(name));
      } catch (IOException e) {
        found = "`" + name + "`: " + e.getMessage();
      }
    }
    report(found);
  }

  private void report(@Nullable String now) {
    if (now != null && !now.equals(problem)) {
      LOG.errorf("the secrets of Vault stay as they were: %s", now);
    } else if (now == null && problem != null) {
      LOG.info("Vault answers again");
    }
    problem = now;
  }

  private Map<String, Object> fetch(Name name) throws IOException {
    try {
      Map<String, Object> fields =
          client
              .secrets()
              .kv2(name.mount())
              .readSecret(name.path())
              .toCompletableFuture()
              .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
              .join()
              .getData();
      contact = System.nanoTime();
      return fields;
    } catch (RuntimeException e) {
      return without(e instanceof CompletionException ? e.getCause() : e);
    }
  }

  private Map<String, Object> without(@Nullable Throwable failure) throws IOException {
    if (failure instanceof VaultClientException refusal) {
      contact = System.nanoTime();
      if (refusal.getStatus() == NOT_FOUND) {
        return Map.of();
      }
      throw new IOException(reason(refusal));
    }
    if (failure instanceof VaultLogin.Unreadable unreadable) {
      throw new IOException(unreadable.getMessage());
    }
    throw new IOException("Vault at " + client.getBaseUrl() + " does not answer");
  }

  /** What Vault itself says is not repeated: it might quote what it was given. */
  private static String reason(VaultClientException refusal) {
    boolean login = refusal.getRequestPath().contains("/v1/auth/");
    return switch (refusal.getStatus()) {
      case 503 -> "Vault is sealed, or not in a state to answer";
      case 400, 403 -> login ? "Vault refuses the sign-in" : "Vault refuses to show it";
      default -> "Vault answers with status " + refusal.getStatus();
    };
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }
}
