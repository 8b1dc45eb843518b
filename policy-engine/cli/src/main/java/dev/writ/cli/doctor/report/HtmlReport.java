package dev.writ.cli.doctor.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.cli.doctor.check.Rule;
import dev.writ.compiler.diagnostic.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A report as one page that needs nothing else. It may quote a hostile provider: all text is
 * escaped, and its policy lets a browser load and run nothing but its own style sheet.
 */
public final class HtmlReport {
  private static final String STYLE = style();

  private HtmlReport() {}

  public static String render(Report report) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"/>
    <meta name="referrer" content="no-referrer"/>
    <meta name="viewport" content="width=device-width"/>
    <title>%s: %s</title>
    <style>%s</style>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    <p class="about">Checked by <code>writ doctor</code> on <time datetime="%s">%s</time></p>
    %s%s</main>
    </body>
    </html>
    """
        .formatted(
            hash(STYLE),
            headline(report),
            escaped(report.issuer()),
            STYLE,
            escaped(report.issuer()),
            report.at(),
            report.at().toString().replace('T', ' ').replaceFirst("[:.]\\d+(\\.\\d+)?Z$", " UTC"),
            summary(report),
            topics(report));
  }

  private static String headline(Report report) {
    return report.count(Outcome.FAILED) + " failed";
  }

  private static String summary(Report report) {
    String counts =
        Arrays.stream(Outcome.values())
            .map(
                outcome ->
                    "<li class=\"%s\">%s<strong>%d</strong> %s</li>\n"
                        .formatted(
                            outcome.code(),
                            symbol(outcome),
                            report.count(outcome),
                            outcome.words()))
            .collect(Collectors.joining());
    return """
    <section class="summary" aria-label="Summary">
    %s<ul class="counts">
    %s</ul>
    </section>
    """
        .formatted(bar(report), counts);
  }

  /** Shares of all checks, side by side; the numbers stand below it. */
  private static String bar(Report report) {
    var parts = new StringBuilder();
    long x = 0;
    for (Outcome outcome : Outcome.values()) {
      long width = report.count(outcome);
      if (width > 0) {
        parts.append(
            "<rect class=\"%s\" x=\"%d\" width=\"%d\" height=\"1\"/>"
                .formatted(outcome.code(), x, width));
      }
      x += width;
    }
    return "<svg class=\"bar\" viewBox=\"0 0 %d 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">%s</svg>\n"
        .formatted(Math.max(1, x), parts);
  }

  private static String topics(Report report) {
    return report.byTopic().entrySet().stream()
        .map(HtmlReport::topic)
        .collect(Collectors.joining());
  }

  private static String topic(Map.Entry<Rule.Topic, List<Finding>> topic) {
    String name = topic.getKey().words();
    String rows = topic.getValue().stream().map(HtmlReport::row).collect(Collectors.joining());
    return """
    <h2>%s</h2>
    <table>
    <thead class="unseen"><tr><th scope="col">Result</th><th scope="col">Check</th><th scope="col">Source</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    """
        .formatted(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), rows);
  }

  private static String row(Finding finding) {
    Rule rule = finding.rule();
    Outcome outcome = finding.outcome();
    String detail = finding.result().detail();
    return """
    <tr><td class="%s">%s%s</td><th scope="row">%s <span class="id">%s</span>%s</th><td>%s</td></tr>
    """
        .formatted(
            outcome.code(),
            symbol(outcome),
            outcome.words(),
            sentence(rule.title()),
            escaped(rule.id()),
            detail.isEmpty() ? "" : "<span class=\"detail\">" + sentence(detail) + "</span>",
            escaped(rule.source()));
  }

  private static String symbol(Outcome outcome) {
    return "<span class=\"symbol\" aria-hidden=\"true\">" + outcome.symbol() + "</span>";
  }

  /** Text in which what stands in backticks is shown as code. */
  private static String sentence(String text) {
    return escaped(text).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  private static String escaped(String text) {
    return Quote.visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
