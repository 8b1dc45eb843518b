package dev.writ.cli;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Severity;
import java.util.List;

/** Numbers of things in words. */
final class Summary {
  private Summary() {}

  /** Such as {@code 2 errors and 1 warning}; {@code no problems} for none. */
  static String of(List<Problem> problems) {
    long errors = problems.stream().filter(p -> p.severity() == Severity.ERROR).count();
    long warnings = problems.size() - errors;
    if (problems.isEmpty()) {
      return "no problems";
    }
    if (errors == 0 || warnings == 0) {
      return errors == 0 ? count(warnings, "warning") : count(errors, "error");
    }
    return count(errors, "error") + " and " + count(warnings, "warning");
  }

  /** Such as {@code 1 file} and {@code 2 files}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
