package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is revoked, and how long that is remembered. */
@ConfigMapping(prefix = "writ.revocations")
public interface RevocationConfig {

  /**
   * A file with revocations that are kept under version control. Inside the policy repository its
   * name must not end in {@code .yaml}, or it is read as a policy.
   */
  Optional<Path> file();

  /** How often the file is looked at. */
  @WithDefault("500ms")
  Duration poll();

  /** How long an entry is kept where it does not say. Longer than any token lives. */
  @WithDefault("30d")
  Duration lifetime();

  /** The most entries; when there are as many, further revocations fail until some run out. */
  @WithDefault("100000")
  int capacity();
}
