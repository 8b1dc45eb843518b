package dev.writ.cli.doctor.own;

import dev.writ.cli.doctor.check.Check;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlReader;
import java.util.List;
import java.util.Set;

/** A file of own checks; see {@code docs/doctor/checks.schema.json}. */
public final class OwnChecks {
  private static final int MAX_NESTING = 8;

  private OwnChecks() {}

  /**
   * The checks of a file. They are of use only if no problem is added.
   *
   * @param taken ids that own checks cannot have
   */
  public static List<Check> read(SourceFile file, Set<String> taken, Problems problems) {
    YamlNode root = YamlReader.read(file, MAX_NESTING, problems);
    if (root == null) {
      return List.of();
    }
    if (root instanceof YamlNode.Mapping map
        && map.entries().size() == 1
        && map.entries().getFirst().key().text().equals("checks")
        && map.entries().getFirst().value() instanceof YamlNode.Sequence list
        && !list.items().isEmpty()) {
      var reader = new OwnCheckReader(taken, problems);
      return list.items().stream().flatMap(item -> reader.read(item).stream()).toList();
    }
    problems.add(
        Problem.error(
            "wrong-type",
            root.location(),
            "a file of checks is a map with the one key `checks`, a list that is not empty"));
    return List.of();
  }
}
