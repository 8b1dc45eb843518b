package dev.writ.server.secret;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A secret that may be exchanged at any time where it lies, as secret stores and orchestrators do.
 * A change there is seen within a second of the next use. A secret that is gone is withdrawn; what
 * is no longer valid changes nothing, since it may be half written, and is reported. Safe for use
 * by several threads; never waits for another.
 *
 * @param <T> what is made of its bytes
 */
public final class Secret<T> {
  private static final Logger LOG = Logger.getLogger(Secret.class);
  private static final long BETWEEN_LOOKS = 1_000_000_000L;

  private final Place place;
  private final String name;
  private final Function<byte[], T> parser;
  private final LongSupplier nanoseconds;
  private final AtomicLong nextLook;
  private volatile State<T> state;

  /** The last version seen, or null where the secret was gone, and the secret that is in use. */
  private record State<T>(@Nullable Object version, @Nullable T secret) {}

  /**
   * Reads a secret for the first time.
   *
   * @param key the configuration key that names the place, for messages
   * @throws Unusable if there is nothing, or no valid secret
   */
  Secret(Place place, String key, Function<byte[], T> parser, LongSupplier nanoseconds) {
    this.place = place;
    this.name = place + " (" + key + ")";
    this.parser = parser;
    this.nanoseconds = nanoseconds;
    nextLook = new AtomicLong(nanoseconds.getAsLong() + BETWEEN_LOOKS);
    state = first();
  }

  /**
   * The secret as it is now.
   *
   * @throws Unusable if it is gone
   */
  public T get() {
    long due = nextLook.get();
    long now = nanoseconds.getAsLong();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + BETWEEN_LOOKS)) {
      look();
    }
    T secret = state.secret();
    if (secret == null) {
      throw new Unusable(name + " is gone");
    }
    return secret;
  }

  private State<T> first() {
    try {
      return new State<>(place.version(), parse());
    } catch (IOException e) {
      throw new Unusable("cannot read " + name);
    } catch (IllegalArgumentException e) {
      throw new Unusable(name + " is unusable: " + e.getMessage());
    }
  }

  private void look() {
    try {
      Object version = place.version();
      if (!version.equals(state.version())) {
        exchange(version);
      }
    } catch (IOException e) {
      if (state.secret() != null) {
        LOG.errorf("%s is gone: it is no longer accepted", name);
      }
      state = new State<>(null, null);
    }
  }

  private void exchange(Object version) throws IOException {
    try {
      state = new State<>(version, parse());
      LOG.infof("read %s anew", name);
    } catch (IllegalArgumentException e) {
      state = new State<>(version, state.secret());
      LOG.errorf("%s is unusable, so the last secret stays: %s", name, e.getMessage());
    }
  }

  private T parse() throws IOException {
    byte[] secret = place.read();
    if (secret.length == 0) {
      throw new IllegalArgumentException("it is empty");
    }
    return parser.apply(secret);
  }

  /** A secret cannot be used; the message names its place and key, never its content. */
  public static final class Unusable extends RuntimeException {
    Unusable(String message) {
      super(message);
    }
  }
}
