package dev.writ.server.api;

import dev.writ.compiler.explain.ExplanationText;
import dev.writ.compiler.explain.ExplanationText.Style;
import dev.writ.compiler.explain.Observations;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.program.Program;
import dev.writ.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** The forms in which a decision is explained. */
enum ExplanationForm {
  /** For programs: AuthZEN's answer with an {@code explanation} beside it. */
  JSON {
    @Override
    byte[] explained(Program program, Answer answer, Explanation explanation) {
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
    byte[] unexplained(Answer answer) {
      return JsonWriter.bytes(json -> AnswerJson.write(json, answer));
    }
  },

  /** For people. */
  TEXT {
    @Override
    byte[] explained(Program program, Answer answer, Explanation explanation) {
      return ExplanationText.of(explanation, program, Style.PLAIN).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte[] unexplained(Answer answer) {
      return ("deny: " + answer.decision().reason() + "\n").getBytes(StandardCharsets.UTF_8);
    }
  };

  abstract byte[] explained(Program program, Answer answer, Explanation explanation);

  /** The answer where no policies are loaded. */
  abstract byte[] unexplained(Answer answer);
}
