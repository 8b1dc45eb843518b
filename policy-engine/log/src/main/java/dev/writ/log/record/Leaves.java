package dev.writ.log.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in leaves and disclosures, as JSON. Thread-safe. */
public final class Leaves {
  private static final JsonFactory JSON = new JsonFactory();

  private Leaves() {}

  /**
   * The members of a leaf; concealed values are those of their disclosures, or unknown.
   *
   * @throws InvalidRecord where it is not one JSON object
   */
  public static Map<String, Object> parse(byte[] leaf, Disclosures disclosures) {
    try (JsonParser parser = JSON.createParser(leaf)) {
      if (parser.nextToken() == JsonToken.START_OBJECT
          && new LeafParser(parser, disclosures).object() instanceof Map<?, ?> map
          && parser.nextToken() == null) {
        return LeafParser.members(map);
      }
      throw new InvalidRecord("a record must be one JSON object");
    } catch (IOException notJson) {
      throw new InvalidRecord("a record must be JSON", notJson);
    }
  }

  /**
   * What a disclosure holds.
   *
   * @throws InvalidRecord where it is none
   */
  public static Disclosed disclosed(byte[] content) {
    try (JsonParser parser = JSON.createParser(content)) {
      boolean begins = parser.nextToken() == JsonToken.START_ARRAY;
      String salt = begins ? parser.nextTextValue() : null;
      String path = salt == null ? null : parser.nextTextValue();
      if (path == null || parser.nextToken() == null) {
        throw new InvalidRecord("a disclosure must be a list of salt, path and value");
      }
      return new Disclosed(path, new LeafParser(parser, Disclosures.NONE).value());
    } catch (IOException notJson) {
      throw new InvalidRecord("a disclosure must be JSON", notJson);
    }
  }

  /**
   * A value kept beside its leaf.
   *
   * @param path as policies name it, such as {@code subject.email}
   */
  public record Disclosed(String path, @Nullable Object value) {}
}
