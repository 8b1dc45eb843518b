package dev.writ.server.api;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.compiler.explain.ExplanationText;
import dev.writ.compiler.explain.ExplanationText.Style;
import dev.writ.compiler.explain.Observations;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.program.Program;
import java.nio.charset.StandardCharsets;

/** The forms in which a decision is explained. */
enum ExplanationForm {
  /** For programs: AuthZEN's answer with an {@code explanation} beside it. */
  JSON {
    @Override
    byte[] explained(Program program, Decided answer, Explanation explanation) {
      var observations = new Observations(program);
      return JsonWriter.bytes(
          json -> {
            json.writeStartObject();
            AnswerJson.members(json, answer);
            json.writeFieldName("explanation");
            ExplanationJson.write(json, explanation, observations);
            json.writeEndObject();
          });
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
