package dev.writ.cli;

import dev.writ.cli.terminal.Terminal;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import dev.writ.server.decisions.Filter;
import dev.writ.server.decisions.Finder;
import dev.writ.server.decisions.Found;
import dev.writ.server.json.StrictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    for (Stored stored : records()) {
      out.println(
          format == Format.json
              ? new String(stored.leaf(), StandardCharsets.UTF_8)
              : line(stored, log.writ().terminal()));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private List<Stored> records() {
    LogReader reader = folder.reader();
    try {
      Finder finder = new Finder(reader);
      return id == null ? newest(finder, filter.filter()) : List.of(one(finder, id));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  private static Stored one(Finder finder, String id) throws IOException {
    Stored stored = finder.byId(id);
    if (stored == null) {
      throw Refusal.invalidInput("there is no record `" + id + "` in this log");
    }
    return stored;
  }

  private List<Stored> newest(Finder finder, Filter wanted) throws IOException {
    List<Stored> all = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (before != Found.END && all.size() < limit) {
      Found found = finder.find(wanted, before, limit - all.size());
      all.addAll(found.records());
      before = found.next();
    }
    return all;
  }

  private static String line(Stored stored, Terminal terminal) {
    LogRecord record = Finder.record(stored);
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
              terminal.strong(String.valueOf(StrictJson.readObject(stored.leaf()).get("type")));
        };
  }
}
