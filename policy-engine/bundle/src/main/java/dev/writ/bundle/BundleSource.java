package dev.writ.bundle;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Where bundles come from. Used by one thread. */
public interface BundleSource {

  /**
   * Looks for a bundle, and may wait for one.
   *
   * @return one that was not given before, as far as that can be told; empty where there is none
   * @throws IOException if the source does not answer
   * @throws InterruptedException if the thread is told to end
   */
  Optional<byte[]> next() throws IOException, InterruptedException;

  /** A file, which is read again when it changes. */
  static BundleSource file(Path file) {
    return new BundleFile(file);
  }

  /**
   * An address: that of a decision point, or any that gives the file.
   *
   * @param client the client to ask with now; its certificates may have been renewed
   * @param token what to say after {@code Bearer}, asked for before each request
   * @param wait how long a decision point may wait for something new before it answers
   */
  static BundleSource http(
      URI address, Supplier<HttpClient> client, Supplier<Optional<String>> token, Duration wait) {
    return new BundleAddress(address, client, token, wait);
  }
}
