package dev.writ.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records a verb is about, by when and about whom. */
final class LogScope {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only records of this time or later.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only records before this time.")
  private @Nullable Instant to;

  @Option(names = "--subject", paramLabel = "TYPE:ID", description = "Only about this subject.")
  private @Nullable String subject;

  @Nullable Instant from() {
    return from;
  }

  @Nullable Instant to() {
    return to;
  }

  @Nullable String subject() {
    return subject;
  }
}
