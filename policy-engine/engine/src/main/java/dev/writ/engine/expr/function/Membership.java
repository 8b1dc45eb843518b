package dev.writ.engine.expr.function;

import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether values equal one of some: scalars are hashed, lists, maps and very large numbers compared
 * one by one. Numbers are hashed only where doubles tell all integers apart, so that hashing never
 * differs from {@link Equality}.
 */
public final class Membership {
  private static final long EXACT = 1L << 53;

  private final Set<Object> hashed = new HashSet<>();
  private final List<Object> compared = new ArrayList<>();
  private @Nullable Unknown unknown;

  /** Adds a value, which may be unknown. */
  public void add(@Nullable Object value) {
    if (value instanceof Unknown another) {
      unknown = unknown == null ? another : unknown.and(another);
      return;
    }
    Object scalar = scalar(value);
    if (scalar != null) {
      hashed.add(scalar);
    } else if (value != null) {
      compared.add(value);
    }
  }

  /** TRUE, FALSE, an Unknown where it depends on one, or the error BUDGET. */
  public Object contains(@Nullable Object value, Budget budget) {
    if (value instanceof Unknown) {
      return value;
    }
    if (value instanceof Bytes bytes) {
      Equality.charge(bytes.size(), budget);
    }
    Object scalar = scalar(value);
    if (scalar != null && hashed.contains(scalar)) {
      return true;
    }
    Object result = compare(value, budget);
    return result == Boolean.FALSE && unknown != null ? unknown : result;
  }

  private Object compare(@Nullable Object value, Budget budget) {
    @Nullable Object doubt = null;
    for (Object other : compared) {
      Object equal = budget.take(1) ? Equality.equal(value, other, budget) : Errors.BUDGET;
      if (equal == Boolean.TRUE) {
        return equal;
      }
      doubt = Errors.of(doubt, equal);
    }
    return doubt == null ? false : doubt;
  }

  /** What stands for a value in a hash set, or null where it must be compared. */
  private static @Nullable Object scalar(@Nullable Object value) {
    if (value instanceof String) {
      return value;
    }
    if (value == null) {
      return Null.NULL;
    }
    if (Equality.isNumber(value)) {
      return number(value);
    }
    if (value instanceof Type type) {
      return type.kind();
    }
    boolean composite = value instanceof List || value instanceof Map || value instanceof Optional;
    return composite ? null : value;
  }

  private static @Nullable Object number(Object value) {
    if (value instanceof Long n) {
      return n > -EXACT && n < EXACT ? n : null;
    }
    if (value instanceof UInt n) {
      return n.bits() >= 0 && n.bits() < EXACT ? (Object) n.bits() : null;
    }
    double d = (Double) value;
    if (!(d > -EXACT && d < EXACT)) {
      return null;
    }
    return d == (long) d ? (Object) (long) d : value;
  }
}
