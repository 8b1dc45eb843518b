package dev.writ.compiler.language;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Severity;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy set written in a test, one text for each document. It decides as every decision point
 * does: by a program that was encoded and decoded.
 */
final class PolicySet {

  private final Compilation compilation;

  private PolicySet(Compilation compilation) {
    this.compilation = compilation;
  }

  static PolicySet of(String... documents) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("writ.yaml", bytes("language: 1\nname: test\n"));
    for (int i = 0; i < documents.length; i++) {
      String suffix = documents[i].startsWith("tests:") ? "_test" : "";
      files.put("document" + (char) ('a' + i) + suffix + ".yaml", bytes(documents[i]));
    }
    return new PolicySet(new PolicyCompiler().compile(RepositorySnapshot.of(files), null));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Compilation.Compiled compiled() {
    if (compilation instanceof Compilation.Compiled compiled) {
      return compiled;
    }
    throw new AssertionError("rejected: " + compilation.problems());
  }

  Engine engine() {
    return Engine.link(ProgramCodec.decode(ProgramCodec.encode(compiled().program())));
  }

  Decision decide(Ask ask) {
    return engine().decide(ask.request());
  }

  Explanation explain(Ask ask) {
    return engine().explain(ask.request());
  }

  boolean allows(Ask ask) {
    return decide(ask).allowed();
  }

  /** The messages of all errors; empty if it compiles. */
  List<String> errors() {
    return messages(Severity.ERROR);
  }

  List<String> warnings() {
    return messages(Severity.WARNING);
  }

  private List<String> messages(Severity severity) {
    return compilation.problems().stream()
        .filter(problem -> problem.severity() == severity)
        .map(Problem::message)
        .toList();
  }
}
