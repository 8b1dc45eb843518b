package dev.writ.cli.doctor.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report for other programs. Its form is stable: {@code docs/doctor/report.schema.json}. */
public final class JsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonReport() {}

  public static String render(Report report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("issuer", report.issuer());
    root.put("at", report.at().toString());
    ObjectNode summary = root.putObject("summary");
    for (Outcome outcome : Outcome.values()) {
      summary.put(outcome.code(), report.count(outcome));
    }
    ArrayNode checks = root.putArray("checks");
    report.findings().forEach(finding -> add(finding, checks.addObject()));
    return root.toPrettyString() + "\n";
  }

  private static void add(Finding finding, ObjectNode check) {
    check.put("id", finding.rule().id());
    check.put("topic", finding.rule().topic().words());
    check.put("title", finding.rule().title());
    check.put("source", finding.rule().source());
    check.put("result", finding.outcome().code());
    check.put("detail", finding.result().detail());
  }
}
