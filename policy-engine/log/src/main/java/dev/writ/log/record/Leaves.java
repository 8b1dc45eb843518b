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
   * The members of a leaf.
   *
   * @param members concealed values are those of their disclosures, or unknown
   * @param partial whether any is unknown for want of its disclosure
   */
  public record Parsed(Map<String, Object> members, boolean partial) {}

  /**
   * Reads a leaf.
   *
   * @throws InvalidRecord where it is not one JSON object
   */
  public static Parsed parse(byte[] leaf, Disclosures disclosures) {
    try (JsonParser parser = JSON.createParser(leaf)) {
      var reading = new LeafParser(parser, disclosures);
      if (parser.nextToken() == JsonToken.START_OBJECT
          && reading.object() instanceof Map<?, ?> map
          && parser.nextToken() == null) {
        return new Parsed(LeafParser.members(map), reading.partial());
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
      var reading = new LeafParser(parser, Disclosures.NONE);
      Object value = reading.value();
      return new Disclosed(path, value, reading.partial());
    } catch (IOException notJson) {
      throw new InvalidRecord("a disclosure must be JSON", notJson);
    }
  }

  /**
   * A value kept beside its leaf.
   *
   * @param path as policies name it, such as {@code subject.email}
   * @param partial whether something in it was never stored, and so is unknown
   */
  public record Disclosed(String path, @Nullable Object value, boolean partial) {}
}
