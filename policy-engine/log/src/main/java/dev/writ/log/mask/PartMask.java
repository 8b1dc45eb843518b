package dev.writ.log.mask;

import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.Property;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.log.record.Mask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The mask of one part of a request. What it says of a name is worked out once and kept, up to a
 * number of names that no policy set comes near, so that strange requests cannot fill the memory.
 */
final class PartMask implements Mask {
  private static final int MOST_NAMES = 1_000;

  private final MaskRules rules;
  private final String path;
  private final Map<String, Property> declared;
  private final boolean unknownTexts;
  private final Map<String, Rule> known = new ConcurrentHashMap<>();

  /**
   * @param path of the part
   * @param shape what a schema declares of it, or null where none does
   * @param unknownTexts whether texts are concealed that no schema declares
   */
  PartMask(MaskRules rules, String path, @Nullable Shape shape, boolean unknownTexts) {
    this.rules = rules;
    this.path = path;
    this.unknownTexts = unknownTexts;
    this.declared = new HashMap<>();
    if (shape != null) {
      shape.properties().forEach(property -> declared.put(property.name(), property));
    }
  }

  /**
   * What holds for a name.
   *
   * @param texts whether it is concealed if it holds text, though it is clear otherwise
   */
  private record Rule(Treatment treatment, boolean texts, Mask inside) {}

  @Override
  public Treatment of(String name, @Nullable Object value) {
    if (value == null) {
      return Treatment.CLEAR;
    }
    Rule rule = rule(name);
    if (rule.treatment == Treatment.OMITTED) {
      return value instanceof Boolean ? Treatment.CLEAR : Treatment.OMITTED;
    }
    if (Credentials.in(value)) {
      return Treatment.OMITTED;
    }
    return rule.texts && holdsText(value) ? Treatment.CONCEALED : rule.treatment;
  }

  @Override
  public Mask inside(String name) {
    return rule(name).inside;
  }

  private Rule rule(String name) {
    Rule rule = known.get(name);
    if (rule == null) {
      rule = work(name);
      if (known.size() < MOST_NAMES) {
        known.put(name, rule);
      }
    }
    return rule;
  }

  private Rule work(String name) {
    String own = path + "." + name;
    Property property = declared.get(name);
    boolean open = rules.clear(own, name);
    boolean sensitive = property != null && (property.sensitive() || isSensitive(property.type()));
    boolean concealed = sensitive || !open && rules.conceals(own, name);
    boolean never = !open && rules.never(own, name);
    boolean texts = unknownTexts && property == null && !open;
    Treatment treatment =
        never ? Treatment.OMITTED : concealed ? Treatment.CONCEALED : Treatment.CLEAR;
    return new Rule(treatment, texts, inside(own, property, texts));
  }

  private Mask inside(String own, @Nullable Property property, boolean texts) {
    Shape shape =
        property != null && property.type() instanceof Shape.Nested nested ? nested.shape() : null;
    return new PartMask(rules, own, shape, texts || shape != null && unknownTexts);
  }

  /** Whether something inside a list or a map of any keys is: then all of it is. */
  private static boolean isSensitive(PropertyType type) {
    return switch (type) {
      case Shape.ListOf list -> holdsSensitive(list.element());
      case Shape.MapOf map -> holdsSensitive(map.value());
      default -> false;
    };
  }

  private static boolean holdsSensitive(PropertyType type) {
    return type instanceof Shape.Nested nested
        ? nested.shape().properties().stream()
            .anyMatch(inner -> inner.sensitive() || holdsSensitive(inner.type()))
        : isSensitive(type);
  }

  private static boolean holdsText(@Nullable Object value) {
    return switch (value) {
      case String text -> true;
      case List<?> list -> list.stream().anyMatch(PartMask::holdsText);
      case Map<?, ?> map -> !map.isEmpty();
      case null, default -> false;
    };
  }
}
