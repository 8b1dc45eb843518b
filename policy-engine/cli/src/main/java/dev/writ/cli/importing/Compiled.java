package dev.writ.cli.importing;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Severity;
import dev.writ.compiler.repository.RepositorySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Leaves out of a translation what the compiler does not take, until it takes the rest. */
final class Compiled {
  private static final String ROOT = "writ.yaml";
  private static final DumpSettings LAYOUT =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(100).build();

  private Compiled() {}

  /**
   * @param separable whether what one document allows no other could deny, so that one can be left
   *     out alone
   */
  static Translation of(String name, Translation translation, boolean separable) {
    var documents = new TreeMap<>(translation.documents());
    documents.put(ROOT, new Document().with("language", 1).with("name", name).content());
    List<Refused> refused = new ArrayList<>(translation.refused());
    List<Refused> now = problems(documents);
    while (!now.isEmpty()) {
      refused.addAll(now);
      if (separable) {
        now.forEach(each -> documents.remove(each.what()));
      } else {
        documents.clear();
      }
      now = documents.isEmpty() ? List.of() : problems(documents);
    }
    return new Translation(documents, refused);
  }

  /** A document as the text of its file. */
  static String text(Map<String, Object> document) {
    return new Dump(LAYOUT).dumpToString(document);
  }

  /** The first error of each file. */
  private static List<Refused> problems(Map<String, Map<String, Object>> documents) {
    Map<String, byte[]> files = new TreeMap<>();
    documents.forEach(
        (path, content) -> files.put(path, text(content).getBytes(StandardCharsets.UTF_8)));
    Compilation compilation = new PolicyCompiler().compile(RepositorySnapshot.of(files), null);
    Map<String, Refused> refused = new LinkedHashMap<>();
    for (Problem problem : compilation.problems()) {
      if (problem.severity() == Severity.ERROR) {
        String path = problem.location().path();
        refused.putIfAbsent(path, new Refused(path, problem.message()));
      }
    }
    return List.copyOf(refused.values());
  }
}
