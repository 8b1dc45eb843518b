package dev.writ.engine.expr.function;

import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Cidr;
import dev.writ.engine.value.Ip;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of values. */
public final class Types {
  private static final Type LIST = Type.list(Type.DYN);
  private static final Type MAP = Type.map(Type.DYN, Type.DYN);
  private static final Type OPTIONAL = Type.optional(Type.DYN);

  private Types() {}

  /** The type of a value, its parameters dynamic; DYN for what is no value of CEL. */
  public static Type of(@Nullable Object value) {
    return switch (value) {
      case Null none -> Type.NULL;
      case Boolean truth -> Type.BOOL;
      case Long number -> Type.INT;
      case UInt number -> Type.UINT;
      case Double number -> Type.DOUBLE;
      case String text -> Type.STRING;
      case Bytes bytes -> Type.BYTES;
      case Instant instant -> Type.TIMESTAMP;
      case Duration duration -> Type.DURATION;
      case Type type -> Type.TYPE;
      case List<?> list -> LIST;
      case Map<?, ?> map -> MAP;
      case Optional<?> optional -> OPTIONAL;
      case Ip address -> Type.IP;
      case Cidr range -> Type.CIDR;
      case null, default -> Type.DYN;
    };
  }

  static Object typeOf(Object value, Budget budget) {
    Type type = of(value);
    return type == Type.DYN ? Errors.WRONG_TYPE : type;
  }
}
