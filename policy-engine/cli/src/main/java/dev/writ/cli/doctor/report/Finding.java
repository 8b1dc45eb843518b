package dev.writ.cli.doctor.report;

import dev.writ.cli.doctor.check.Check;
import dev.writ.cli.doctor.check.Result;
import dev.writ.cli.doctor.check.Rule;
import dev.writ.cli.doctor.provider.Provider;

/** What a check found about its rule. */
public record Finding(Rule rule, Result result) {

  public static Finding of(Check check, Provider provider) {
    return new Finding(check.rule(), check.examine(provider));
  }

  Outcome outcome() {
    return Outcome.of(result);
  }
}
