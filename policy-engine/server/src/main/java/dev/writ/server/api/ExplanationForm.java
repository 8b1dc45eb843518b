package dev.writ.server.api;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.ExplanationJson;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.explain.ExplanationText;
import dev.writ.engine.explain.ExplanationText.Style;
import dev.writ.engine.program.Program;
import java.nio.charset.StandardCharsets;

/** The forms in which a decision is explained. */
enum ExplanationForm {
  /** For programs: AuthZEN's answer with an {@code explanation} beside it. */
  JSON {
    @Override
    byte[] explained(Program program, Decided answer, Explanation explanation) {
      return ExplanationJson.bytes(program, answer, explanation);
    }

    @Override
    byte[] unexplained(Decided answer) {
      return AnswerJson.bytes(answer);
    }
  },

  /** For people. */
  TEXT {
    @Override
    byte[] explained(Program program, Decided answer, Explanation explanation) {
      return ExplanationText.of(explanation, program, Style.PLAIN).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte[] unexplained(Decided answer) {
      return ("deny: " + answer.decision().reason() + "\n").getBytes(StandardCharsets.UTF_8);
    }
  };

  abstract byte[] explained(Program program, Decided answer, Explanation explanation);

  /** The answer where no policies are loaded. */
  abstract byte[] unexplained(Decided answer);
}
