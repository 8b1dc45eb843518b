package dev.writ.cli;

import dev.writ.cli.doctor.check.Check;
import dev.writ.cli.doctor.check.Checks;
import dev.writ.cli.doctor.own.OwnChecks;
import dev.writ.cli.doctor.provider.Addresses;
import dev.writ.cli.doctor.provider.Client;
import dev.writ.cli.doctor.provider.Provider;
import dev.writ.cli.doctor.report.Finding;
import dev.writ.cli.doctor.report.HtmlReport;
import dev.writ.cli.doctor.report.JsonReport;
import dev.writ.cli.doctor.report.Outcome;
import dev.writ.cli.doctor.report.Report;
import dev.writ.cli.doctor.report.TextReport;
import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Trust;
import dev.writ.cli.doctor.web.Web;
import dev.writ.cli.terminal.Progress;
import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.diagnostic.ProblemRenderer;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.SourceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ doctor ISSUER_URL}: checks an OAuth or OpenID provider. */
@Command(
    name = "doctor",
    description = "Checks whether an OAuth or OpenID provider is set up as RFC 9700 wants it.")
final class Doctor implements Callable<Integer> {

  /** How the report is printed; spelt as users spell it. */
  enum Format {
    text,
    json,
    html
  }

  /** The outcome from which on a run has failed; spelt as users spell it. */
  enum Level {
    failed,
    warned
  }

  /** A client with which requests are sent to the authorization endpoint. */
  static final class ClientOptions {
    @Option(
        names = "--client-id",
        paramLabel = "ID",
        required = true,
        description = "A registered client, to send requests as; nobody is signed in.")
    private String id;

    @Option(
        names = "--redirect-uri",
        paramLabel = "URI",
        required = true,
        description = "A redirect URI of this client, exactly as it is registered.")
    private String redirectUri;
  }

  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ISSUER_URL", description = "The provider's issuer.")
  private String issuer;

  @ArgGroup(exclusive = false)
  private @Nullable ClientOptions client;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(names = "--output", paramLabel = "FILE", description = "Write the report to a file.")
  private @Nullable Path output;

  @Option(names = "--checks", paramLabel = "FILE", description = "Own checks, in YAML.")
  private @Nullable Path checks;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) to trust instead of those this machine knows.")
  private @Nullable Path authorities;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      converter = WholeNumber.Seconds.class,
      description = "How long an answer may take; default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Option(
      names = "--fail-on",
      paramLabel = "RESULT",
      defaultValue = "failed",
      description = "Exit with 1 for these: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Level failOn;

  @Override
  public Integer call() {
    URI address = address();
    List<Check> all = Stream.concat(Checks.ALL.stream(), ownChecks().stream()).toList();
    boolean plain = "http".equalsIgnoreCase(address.getScheme());
    try (Web web = new Web(trust(), Duration.ofSeconds(timeout), plain)) {
      Report report = examine(all, web);
      print(report);
      return exitCode(report);
    } catch (NoAnswer e) {
      throw Refusal.invalidInput(e.reason());
    }
  }

  private URI address() {
    try {
      URI address = Addresses.parse(issuer);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (NoAnswer e) {
      // said below
    }
    throw new ParameterException(
        spec.commandLine(),
        "an issuer is an address such as `https://id.example/realms/shop`, not "
            + Quote.of(issuer));
  }

  private Report examine(List<Check> all, Web web) throws NoAnswer {
    Terminal watched = output == null && format != Format.text ? Terminal.NONE : writ.terminal();
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Instant.now();
    try (Progress progress = watched.progress(out, "asking", all.size() + 1)) {
      Provider provider = Provider.read(issuer, client(), web);
      progress.step();
      var findings = new ArrayList<Finding>();
      for (Check check : all) {
        findings.add(Finding.of(check, provider));
        progress.step();
      }
      return new Report(issuer, now, findings);
    }
  }

  private @Nullable Client client() {
    return client == null ? null : new Client(client.id, client.redirectUri);
  }

  private SSLContext trust() {
    if (authorities == null) {
      return Trust.ofThisMachine();
    }
    try {
      return Trust.of(authorities);
    } catch (IOException e) {
      throw unreadable(authorities);
    } catch (GeneralSecurityException e) {
      throw Refusal.invalidInput("`%s` has no certificates in PEM form".formatted(authorities));
    }
  }

  private List<Check> ownChecks() {
    if (checks == null) {
      return List.of();
    }
    var file = new SourceFile(checks.toString(), text(checks));
    var problems = new Problems();
    Set<String> taken =
        Checks.ALL.stream().map(check -> check.rule().id()).collect(Collectors.toSet());
    List<Check> own = OwnChecks.read(file, taken, problems);
    if (problems.hasErrors()) {
      PrintWriter err = spec.commandLine().getErr();
      var renderer =
          new ProblemRenderer(
              Map.of(file.path(), file), writ.terminal().colour(), ProblemRenderer.DEFAULT_LIMIT);
      err.print(renderer.render(problems.sorted()));
      err.flush();
      throw Refusal.invalidInput(
          "the checks in `%s` are invalid: %s".formatted(checks, Summary.of(problems.sorted())));
    }
    return own;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static Refusal unreadable(Path file) {
    return Refusal.invalidInput("`%s` cannot be read".formatted(file));
  }

  /** To the terminal, or to a file, and then its summary alone to the terminal. */
  private void print(Report report) {
    PrintWriter out = spec.commandLine().getOut();
    if (output == null) {
      out.print(rendered(report, writ.terminal()));
    } else {
      write(output, rendered(report, Terminal.NONE));
      out.print(new TextReport(writ.terminal()).summary(report));
    }
    out.flush();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Refusal.failure("`%s` cannot be written".formatted(file));
    }
  }

  private String rendered(Report report, Terminal terminal) {
    return switch (format) {
      case text -> new TextReport(terminal).render(report);
      case json -> JsonReport.render(report);
      case html -> HtmlReport.render(report);
    };
  }

  private int exitCode(Report report) {
    boolean failed =
        report.count(Outcome.FAILED) > 0
            || (failOn == Level.warned && report.count(Outcome.WARNED) > 0);
    return failed ? ExitCode.FAILURE : ExitCode.DONE;
  }
}
