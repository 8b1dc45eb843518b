package dev.writ.cli.doctor.check;

import java.util.List;
import java.util.stream.Stream;

/** The checks that are always made. */
public final class Checks {

  /** In the order of reports. */
  public static final List<Check> ALL =
      Stream.of(
              MetadataChecks.ALL,
              GrantChecks.ALL,
              AlgorithmChecks.ALL,
              KeyChecks.ALL,
              ClientChecks.ALL,
              AuthorizationChecks.ALL,
              RedirectChecks.ALL,
              LoginChecks.ALL)
          .flatMap(List::stream)
          .toList();

  private Checks() {}
}
