package dev.writ.cli;

import dev.writ.cli.terminal.Progress;
import dev.writ.cli.terminal.Terminal;
import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.diagnostic.ProblemRenderer;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The policy repository that a verb is about, and how its problems are shown. */
final class PolicyFolder {
  /** From so many files on, reading them may take long enough to say so. */
  private static final int MANY_FILES = 200;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The policy repository: a folder with `writ.yaml` in it, or `git+https://…`,"
              + " `git+ssh://…`, `git+file://…` with `#branch:folder`.")
  private String directory;

  /** Reads and compiles it; shows progress if {@code terminal} is one. */
  Compilation compile(Terminal terminal) {
    Policies policies = Policies.read(directory);
    Progress reading = progress(terminal, policies.files().files().size());
    try {
      return new PolicyCompiler().compile(policies.files(), policies.commit());
    } finally {
      reading.close();
    }
  }

  private Progress progress(Terminal terminal, int files) {
    Terminal shown = files < MANY_FILES ? Terminal.NONE : terminal;
    PrintWriter out = verb.commandLine().getOut();
    return shown.progress(out, "checking " + files + " files …", Progress.UNKNOWN);
  }

  /**
   * The same for a verb that can do nothing with an invalid repository.
   *
   * @throws Refusal after its problems have been printed
   */
  Compilation.Compiled compileOrRefuse(Terminal terminal) {
    Compilation compilation = compile(terminal);
    if (compilation instanceof Compilation.Compiled compiled) {
      return compiled;
    }
    PrintWriter err = verb.commandLine().getErr();
    err.print(problems(compilation, terminal));
    err.flush();
    throw Refusal.invalidInput(
        "the policies in `%s` are invalid: %s"
            .formatted(directory, Summary.of(compilation.problems())));
  }

  /** All problems with their source lines. */
  static String problems(Compilation compilation, Terminal terminal) {
    return new ProblemRenderer(compilation.sources(), terminal.colour(), Integer.MAX_VALUE)
        .render(compilation.problems());
  }
}
