package dev.writ.compiler.cel;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.Null;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Constants of a policy, written as YAML, as expressions. Their numbers are doubles, as in JSON.
 */
public final class Constants {
  private Constants() {}

  /**
   * The literal for a YAML value: null, String, Boolean, Number, List, or Map with text keys.
   *
   * @throws IllegalArgumentException if it holds anything else
   */
  public static Expr.Literal literal(@Nullable Object yaml) {
    Object value = value(yaml);
    return new Expr.Literal(value, typeOf(value), Span.NONE);
  }

  private static Object value(@Nullable Object yaml) {
    return switch (yaml) {
      case null -> Null.NULL;
      case String text -> text;
      case Boolean bool -> bool;
      case Number number -> number.doubleValue();
      case List<?> list -> list.stream().map(Constants::value).toList();
      case Map<?, ?> map -> mapValue(map);
      default -> throw new IllegalArgumentException("not a YAML value: " + yaml.getClass());
    };
  }

  private static Map<String, Object> mapValue(Map<?, ?> yaml) {
    var map = new LinkedHashMap<String, Object>();
    yaml.forEach((key, value) -> map.put((String) key, value(value)));
    return Collections.unmodifiableMap(map);
  }

  private static Type typeOf(Object value) {
    return switch (value) {
      case Null ignored -> Type.NULL;
      case String ignored -> Type.STRING;
      case Boolean ignored -> Type.BOOL;
      case Double ignored -> Type.DOUBLE;
      case List<?> list -> Type.list(common(list.stream()));
      case Map<?, ?> map -> Type.map(Type.STRING, common(map.values().stream()));
      default -> Type.DYN;
    };
  }

  private static Type common(Stream<?> values) {
    var types = values.map(Constants::typeOf).collect(Collectors.toSet());
    return types.size() == 1 ? types.iterator().next() : Type.DYN;
  }
}
