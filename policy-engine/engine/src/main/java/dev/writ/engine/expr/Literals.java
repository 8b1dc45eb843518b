package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Maps;
import dev.writ.engine.expr.function.Types;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Type;
import dev.writ.engine.program.Type.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand as a constant in a program. */
final class Literals {
  private static final int MAX_LEVELS = 64;

  private Literals() {}

  /** The literal's value, which is of the CEL domain and of the kind that its type says. */
  static Object check(Expr.Literal literal) {
    Object value = literal.value();
    check(value, 0);
    Kind kind = literal.type().kind();
    Builder.require(
        kind == Kind.DYN || kind == Types.of(value).kind(), "a literal is not of its type");
    return value;
  }

  private static void check(@Nullable Object value, int level) {
    Builder.require(level <= MAX_LEVELS, "a literal is nested too deeply");
    if (value instanceof List<?> list) {
      checkAll(list, level);
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> Builder.require(Maps.isKey(key), "a literal key is no key"));
      checkAll(map.values(), level);
    } else {
      Builder.require(Types.of(value) != Type.DYN, "a literal is no value");
    }
  }

  private static void checkAll(Collection<?> values, int level) {
    values.forEach(value -> check(value, level + 1));
  }
}
