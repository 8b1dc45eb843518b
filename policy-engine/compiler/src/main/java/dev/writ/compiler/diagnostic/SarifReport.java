package dev.writ.compiler.diagnostic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.writ.compiler.source.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Renders problems as SARIF 2.1.0, which code hosts show beside the lines of a change. */
public final class SarifReport {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SarifReport() {}

  /**
   * A log with one run. Paths are relative to the repository's root.
   *
   * @param version the version of Writ
   */
  public static String render(List<Problem> problems, String version) {
    ObjectNode log = MAPPER.createObjectNode();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "writ").put("version", version);
    List<String> codes = problems.stream().map(Problem::code).distinct().sorted().toList();
    ArrayNode rules = driver.putArray("rules");
    codes.forEach(code -> rules.addObject().put("id", code));
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    problems.forEach(problem -> add(problem, codes, results.addObject()));
    return log.toPrettyString() + "\n";
  }

  private static void add(Problem problem, List<String> codes, ObjectNode result) {
    String help = problem.help() == null ? "" : "; " + problem.help();
    result.put("ruleId", problem.code());
    result.put("ruleIndex", codes.indexOf(problem.code()));
    result.put("level", problem.severity().word());
    result.putObject("message").put("text", Quote.visible(problem.message() + help));
    Location location = problem.location();
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(location.path()));
    ObjectNode region = place.putObject("region");
    region.put("startLine", location.line()).put("startColumn", location.column());
  }

  /** A relative reference, escaped; a path segment's colon is no scheme. */
  private static String uri(String path) {
    try {
      return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every absolute path is a URI's path", e);
    }
  }
}
