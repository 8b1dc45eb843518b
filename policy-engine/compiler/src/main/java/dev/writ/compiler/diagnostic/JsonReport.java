package dev.writ.compiler.diagnostic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.writ.compiler.source.Location;
import java.util.List;

/** Renders problems as JSON, for other programs. Its form is stable. */
public final class JsonReport {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonReport() {}

  /**
   * An object with {@code errors} and {@code warnings}, their numbers, and {@code problems}: each
   * with {@code severity}, {@code code}, {@code path}, {@code line}, {@code column}, {@code offset}
   * and {@code length} (UTF-16 units), {@code message}, and {@code help} where there is any.
   */
  public static String render(List<Problem> problems) {
    ObjectNode report = MAPPER.createObjectNode();
    report.put("errors", count(problems, Severity.ERROR));
    report.put("warnings", count(problems, Severity.WARNING));
    ArrayNode list = report.putArray("problems");
    problems.forEach(problem -> add(problem, list.addObject()));
    return report.toPrettyString() + "\n";
  }

  private static long count(List<Problem> problems, Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }

  private static void add(Problem problem, ObjectNode node) {
    Location location = problem.location();
    node.put("severity", problem.severity().word());
    node.put("code", problem.code());
    node.put("path", location.path());
    node.put("line", location.line());
    node.put("column", location.column());
    node.put("offset", location.offset());
    node.put("length", location.length());
    node.put("message", problem.message());
    if (problem.help() != null) {
      node.put("help", problem.help());
    }
  }
}
