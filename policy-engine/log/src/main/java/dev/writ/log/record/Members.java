package dev.writ.log.record;

import dev.writ.engine.value.Unknown;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one object of a record, read as what they must be. */
final class Members {
  private final Map<String, Object> members;
  private final Set<String> missing;

  /**
   * @param missing takes the paths of what was deleted
   */
  Members(Map<String, Object> members, Set<String> missing) {
    this.members = members;
    this.missing = missing;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A text; a placeholder where it was deleted. */
  String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw wrong(name);
    }
    return text;
  }

  @Nullable String optionalText(String name) {
    Object value = members.get(name);
    if (value instanceof Unknown unknown) {
      missing.addAll(unknown.paths());
      return "?";
    }
    if (value != null && !(value instanceof String)) {
      throw wrong(name);
    }
    return (String) value;
  }

  boolean bool(String name) {
    if (members.get(name) instanceof Boolean value) {
      return value;
    }
    throw wrong(name);
  }

  long integer(String name) {
    if (members.get(name) instanceof Double number && number == Math.rint(number)) {
      return number.longValue();
    }
    throw wrong(name);
  }

  Instant time(String name) {
    try {
      return Times.read(text(name));
    } catch (DateTimeException notATime) {
      throw wrong(name);
    }
  }

  <E extends Enum<E>> E constant(String name, E[] constants) {
    E constant = RecordType.of(text(name), constants);
    if (constant == null) {
      throw wrong(name);
    }
    return constant;
  }

  Members object(String name) {
    return new Members(properties(name), missing);
  }

  /** A map of properties; empty where there is none or it was deleted. */
  Map<String, Object> optionalProperties(String name) {
    return has(name) ? properties(name) : Map.of();
  }

  private Map<String, Object> properties(String name) {
    Object value = members.get(name);
    if (value instanceof Unknown unknown) {
      missing.addAll(unknown.paths());
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return LeafParser.members(map);
    }
    throw wrong(name);
  }

  /** Texts by name; empty where there are none. */
  Map<String, String> optionalTextsByName(String name) {
    Map<String, String> texts = new HashMap<>();
    optionalProperties(name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  /** A list of texts; empty where there is none or it was deleted. */
  List<String> optionalTexts(String name) {
    return optionalList(name).stream().map(String.class::cast).toList();
  }

  /** A list of objects; empty where there is none or it was deleted. */
  List<Members> optionalObjects(String name) {
    return optionalList(name).stream()
        .map(element -> new Members(LeafParser.members((Map<?, ?>) element), missing))
        .toList();
  }

  private List<?> optionalList(String name) {
    Object value = members.get(name);
    if (value instanceof Unknown unknown) {
      missing.addAll(unknown.paths());
      return List.of();
    }
    if (value != null && !(value instanceof List<?>)) {
      throw wrong(name);
    }
    return value == null ? List.of() : (List<?>) value;
  }

  private static InvalidRecord wrong(String name) {
    return new InvalidRecord("`" + name + "` of the record is absent or not what it must be");
  }
}
