package dev.writ.compiler.testing;

import dev.writ.engine.explain.ExplanationText.Style;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Renders a test report as JUnit XML, which build servers read. */
public final class JunitReport {

  private final TestReport report;
  private final XMLStreamWriter xml;

  private JunitReport(TestReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  /** A {@code testsuites} document with a suite for each tests document. */
  public static String render(TestReport report) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new JunitReport(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return out + "\n";
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    start("testsuites", report.results());
    Map<String, List<CaseResult>> suites = new TreeMap<>();
    report.results().forEach(r -> suites.computeIfAbsent(r.tests(), t -> new ArrayList<>()).add(r));
    for (Map.Entry<String, List<CaseResult>> suite : suites.entrySet()) {
      start("testsuite", suite.getValue());
      xml.writeAttribute("name", clean(suite.getKey()));
      for (CaseResult result : suite.getValue()) {
        write(result);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void start(String element, List<CaseResult> results) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
    xml.writeAttribute("tests", Integer.toString(results.size()));
    long failed = results.stream().filter(result -> !result.passed()).count();
    xml.writeAttribute("failures", Long.toString(failed));
    xml.writeAttribute("errors", "0");
    Duration time = results.stream().map(CaseResult::time).reduce(Duration.ZERO, Duration::plus);
    xml.writeAttribute("time", seconds(time));
  }

  private void write(CaseResult result) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(result.tests()));
    xml.writeAttribute("name", clean(result.name() + " (" + result.request() + ")"));
    xml.writeAttribute("file", clean(result.location().path()));
    xml.writeAttribute("line", Integer.toString(result.location().line()));
    xml.writeAttribute("time", seconds(result.time()));
    if (!result.passed()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", clean(String.join("; ", result.faults())));
      xml.writeCharacters(clean(report.explanation(result, Style.PLAIN)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.6f", time.toNanos() / 1e9);
  }

  /** Without the characters that XML 1.0 cannot hold. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().forEach(c -> clean.appendCodePoint(isXml(c) ? c : '\uFFFD'));
    return clean.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c < 0xD800)
        || (c >= 0xE000 && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
