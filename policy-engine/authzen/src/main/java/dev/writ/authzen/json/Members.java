package dev.writ.authzen.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request, read by name and type. A member that is null counts as absent; members
 * that nobody asks for are ignored. Whatever is missing or of another type is an {@link
 * InvalidRequest} that names its path.
 *
 * @param path where the object stands in the body; empty for the body itself
 */
public record Members(String path, Map<String, Object> values) {

  /** The body itself. */
  public static Members of(Map<String, Object> body) {
    return new Members("", body);
  }

  /** Whether a member is there and not null. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A text that must be there. */
  public String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw missing(name);
    }
    return text;
  }

  /** A text, or null where the member is absent. */
  public @Nullable String optionalText(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrongType(name, "a text", value);
  }

  /** An integer that is not negative, or null where the member is absent. */
  public @Nullable Long optionalCount(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Double number && number >= 0 && number == Math.rint(number)) {
      return number.longValue();
    }
    throw wrongType(name, "an integer that is not negative", value);
  }

  /** An object that must be there. */
  public Members object(String name) {
    Members object = optionalObject(name);
    if (object == null) {
      throw missing(name);
    }
    return object;
  }

  /** An object, or null where the member is absent. */
  public @Nullable Members optionalObject(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?>) {
      return new Members(pathOf(name), map(value));
    }
    throw wrongType(name, "an object", value);
  }

  /** The members of an object as they are; empty where it is absent. */
  public Map<String, Object> map(String name) {
    Members object = optionalObject(name);
    return object == null ? Map.of() : object.values();
  }

  /** A list; empty where it is absent. */
  public List<?> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrongType(name, "a list", value);
  }

  /** This object, with the named members of another where they are absent here. */
  public Members withDefaults(Members defaults, List<String> names) {
    var filled = new HashMap<>(values);
    for (String name : names) {
      if (!has(name) && defaults.has(name)) {
        filled.put(name, defaults.values.get(name));
      }
    }
    return new Members(path, filled);
  }

  /** The path of a member, for people. */
  public String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The members of a value of {@link StrictJson}, whose maps all have text keys. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private InvalidRequest missing(String name) {
    return new InvalidRequest("`" + pathOf(name) + "` is missing");
  }

  private InvalidRequest wrongType(String name, String expected, Object value) {
    return new InvalidRequest(
        "`" + pathOf(name) + "` must be " + expected + ", not " + describe(value));
  }

  private static String describe(Object value) {
    return switch (value) {
      case String text -> "a text";
      case Double number -> "this number";
      case Boolean bool -> "a truth value";
      case List<?> list -> "a list";
      default -> "an object";
    };
  }
}
