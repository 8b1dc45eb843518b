package dev.writ.cli.doctor.report;

import dev.writ.cli.doctor.check.Rule;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that was found.
 *
 * @param issuer as it was given
 * @param at when the provider was asked
 */
public record Report(String issuer, Instant at, List<Finding> findings) {

  public Report {
    findings = List.copyOf(findings);
  }

  /** The number of checks with this outcome. */
  public long count(Outcome outcome) {
    return findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  /** By topic, in the order of topics. */
  Map<Rule.Topic, List<Finding>> byTopic() {
    return findings.stream()
        .collect(
            Collectors.groupingBy(
                finding -> finding.rule().topic(),
                () -> new EnumMap<>(Rule.Topic.class),
                Collectors.toList()));
  }
}
