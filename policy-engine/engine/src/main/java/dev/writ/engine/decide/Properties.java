package dev.writ.engine.decide;

import dev.writ.engine.program.Shape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one part of a request as policies see them: each merged from its sources, held
 * against the schema once and kept. Used again for every request of a thread.
 */
final class Properties {
  private final String prefix;
  private final Function<String, @Nullable Object> merged;
  private Section section = Section.DYNAMIC;
  private @Nullable Object[] checked = {};

  /**
   * @param prefix of their paths, such as {@code resource.}
   * @param merged the value of the strongest source that has a property; null where none has
   */
  Properties(String prefix, Function<String, @Nullable Object> merged) {
    this.prefix = prefix;
    this.merged = merged;
  }

  /**
   * Turns to the next request and reads every declared property.
   *
   * @return the path of the first that contradicts the schema, or null
   */
  @Nullable String check(Section next) {
    section = next;
    if (checked.length < next.size()) {
      checked = new Object[next.size()];
    }
    String contradiction = null;
    for (int i = 0; i < next.size(); i++) {
      Shape.Property property = next.property(i);
      Object raw = merged.apply(property.name());
      checked[i] = raw == null ? null : Conversion.convert(raw, property.type());
      boolean wrong = checked[i] == null && (raw != null || property.required());
      if (wrong && contradiction == null) {
        contradiction = prefix + property.name();
      }
    }
    return contradiction;
  }

  /** The value that policies see, or null where they see none. */
  @Nullable Object visible(String name) {
    if (section.isDynamic()) {
      return merged.apply(name);
    }
    Integer number = section.number(name);
    return number == null ? null : checked[number];
  }
}
