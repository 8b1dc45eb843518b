package dev.writ.cli;

import dev.writ.log.read.Filter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which records a verb is about. */
final class LogFilter {

  @Mixin private LogScope scope;

  @Option(names = "--resource", paramLabel = "TYPE:ID", description = "Only about this resource.")
  private @Nullable String resource;

  @Option(names = "--action", paramLabel = "NAME", description = "Only about this action.")
  private @Nullable String action;

  @Option(names = "--peer", paramLabel = "ID", description = "Only what this peer asked for.")
  private @Nullable String peer;

  @Option(names = "--decision", paramLabel = "VERDICT", description = "Only allow, or only deny.")
  private @Nullable String decision;

  @Option(names = "--rule", paramLabel = "ID", description = "Only what this rule determined.")
  private @Nullable String rule;

  @Option(
      names = "--revision",
      paramLabel = "HASH",
      description = "Only decided by these policies.")
  private @Nullable String revision;

  Filter filter() {
    return new Filter(
        scope.from(),
        scope.to(),
        null,
        scope.subject(),
        resource,
        action,
        peer,
        decision,
        rule,
        revision);
  }
}
