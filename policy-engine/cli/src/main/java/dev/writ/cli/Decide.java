package dev.writ.cli;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.cli.terminal.Terminal;
import dev.writ.engine.Engine;
import dev.writ.engine.explain.ExplanationText.Style;
import dev.writ.server.api.LocalEvaluation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code writ decide DIR --request FILE}: one AuthZEN evaluation without a server. */
@Command(
    name = "decide",
    description = "Decides one request without a server, as the server would for a local peer.")
final class Decide implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  /** As many bytes as the server takes. */
  private static final int MAX_REQUEST = 1 << 20;

  @ParentCommand private Writ writ;
  @Spec private CommandSpec spec;
  @Mixin private PolicyFolder folder;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      required = true,
      description = "The AuthZEN request as JSON; - for standard input.")
  private String request;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The time to decide at, such as 2026-03-04T10:00:00Z; default: now.")
  private @Nullable Instant at;

  @Option(names = "--explain", description = "Also print why, rule by rule.")
  private boolean explain;

  @Override
  public Integer call() {
    byte[] body = read();
    Terminal terminal = writ.terminal();
    Engine engine = Engine.link(folder.compileOrRefuse(Terminal.NONE).program());
    LocalEvaluation evaluation = evaluate(engine, body);
    PrintWriter out = spec.commandLine().getOut();
    out.println(new String(evaluation.answer(), StandardCharsets.UTF_8));
    if (explain) {
      out.print("\n" + evaluation.explanation(terminal.colour() ? Style.COLOUR : Style.PLAIN));
    }
    out.flush();
    return evaluation.allowed() ? ExitCode.DONE : ExitCode.DENIED;
  }

  private LocalEvaluation evaluate(Engine engine, byte[] body) {
    try {
      return LocalEvaluation.of(engine, body, at == null ? Instant.now() : at);
    } catch (InvalidRequest e) {
      throw Refusal.invalidInput("the request is invalid: " + e.reason());
    }
  }

  private byte[] read() {
    try (InputStream in =
        request.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(request))) {
      byte[] body = in.readNBytes(MAX_REQUEST + 1);
      if (body.length > MAX_REQUEST) {
        throw Refusal.invalidInput("the request is larger than 1 MiB");
      }
      return body;
    } catch (IOException e) {
      throw Refusal.invalidInput(
          "cannot read the request `%s`: name a file with JSON in it".formatted(request));
    }
  }
}
