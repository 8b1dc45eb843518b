package dev.writ.cli;

import dev.writ.authzen.json.StrictJson;
import dev.writ.cli.terminal.Terminal;
import dev.writ.log.read.InvalidCursor;
import dev.writ.log.read.LogSearch;
import dev.writ.log.read.Page.Found;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ log show}: records of a log, the newest first. */
@Command(name = "show", description = "Shows records, the newest first.")
final class LogShow implements Callable<Integer> {

  /** How records are printed; spelt as users spell it. */
  enum Format {
    text,
    json
  }

  @ParentCommand private LogVerb log;
  @Spec private CommandSpec spec;
  @Mixin private DataFolder folder;
  @Mixin private LogFilter filter;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Only the record with this id.")
  private @Nullable String id;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "The most records; default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Found found : records()) {
      out.println(
          format == Format.json
              ? new String(found.entry().leaf(), StandardCharsets.UTF_8)
              : line(found, log.writ().terminal()));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private List<Found> records() {
    LogSearch search = new LogSearch(folder.reader(), null);
    try {
      return id == null ? newest(search) : List.of(one(search, id));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  private static Found one(LogSearch search, String id) throws IOException {
    Found found = search.byId(id);
    if (found == null) {
      throw Refusal.invalidInput("there is no record `" + id + "` in this log");
    }
    return found;
  }

  private List<Found> newest(LogSearch search) throws IOException {
    try {
      return search.page(filter.filter(), null, Math.max(1, limit)).records();
    } catch (InvalidCursor e) {
      throw new IllegalStateException("there is no cursor", e);
    }
  }

  private static String line(Found found, Terminal terminal) {
    LogRecord record = found.record();
    String head = terminal.faint(record.time() + "  " + record.id()) + "  ";
    return head
        + switch (record) {
          case Decided(var decision, var ofPolicies) -> {
            var request = decision.request();
            String verdict = decision.decision().verdict().name().toLowerCase(Locale.ROOT);
            yield (decision.decision().allowed() ? terminal.good(verdict) : terminal.bad(verdict))
                + "  %s:%s %s %s:%s  %s"
                    .formatted(
                        request.subject().type(),
                        request.subject().id(),
                        request.action().name(),
                        request.resource().type(),
                        request.resource().id(),
                        String.join(", ", decision.decision().rules()));
          }
          case Searched search ->
              "search for %s: %d of %d"
                  .formatted(
                      search.target().id(), search.found().size(), search.considered().size());
          default ->
              terminal.strong(
                  String.valueOf(StrictJson.readObject(found.entry().leaf()).get("type")));
        };
  }
}
