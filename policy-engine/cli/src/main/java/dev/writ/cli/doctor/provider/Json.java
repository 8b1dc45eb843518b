package dev.writ.cli.doctor.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Web;
import java.io.IOException;

/** Reads the JSON of strangers: one object, each member once, not nested deeply. */
final class Json {
  private static final int MAX_NESTING = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxDocumentLength(Web.MAX_BODY)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * The object that a body is.
   *
   * @param what it is, for people
   */
  static ObjectNode object(byte[] body, String what) throws NoAnswer {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // said below
    }
    throw new NoAnswer(
        what
            + " is not a JSON object with every member once and at most "
            + MAX_NESTING
            + " levels deep");
  }
}
