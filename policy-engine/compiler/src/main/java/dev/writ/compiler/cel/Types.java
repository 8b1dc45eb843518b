package dev.writ.compiler.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeType;
import dev.writ.engine.program.Shape.ListOf;
import dev.writ.engine.program.Shape.MapOf;
import dev.writ.engine.program.Shape.Nested;
import dev.writ.engine.program.Shape.PropertyType;
import dev.writ.engine.program.Shape.Simple;
import dev.writ.engine.program.Type;
import java.util.Locale;

/** The types of the checker, of schemas and of programs, each in terms of the others. */
final class Types {
  /** An IP address; no name that an expression could write. */
  static final CelType IP = OpaqueType.create("@ip");

  /** A block of IP addresses. */
  static final CelType CIDR = OpaqueType.create("@cidr");

  private Types() {}

  /** What the checker proved, as the engine knows it; declared maps are maps. */
  static Type of(CelType type) {
    return switch (type) {
      case ListType list -> Type.list(of(list.elemType()));
      case MapType map -> Type.map(of(map.keyType()), of(map.valueType()));
      case OptionalType optional -> Type.optional(of(optional.parameters().getFirst()));
      case StructType ignored -> Type.map(Type.STRING, Type.DYN);
      case StructTypeReference ignored -> Type.map(Type.STRING, Type.DYN);
      case TypeType ignored -> Type.TYPE;
      case OpaqueType opaque -> opaque.name().equals(IP.name()) ? Type.IP : Type.CIDR;
      default -> simple(type);
    };
  }

  private static Type simple(CelType type) {
    return switch (type.kind()) {
      case NULL_TYPE -> Type.NULL;
      case BOOL -> Type.BOOL;
      case INT -> Type.INT;
      case UINT -> Type.UINT;
      case DOUBLE -> Type.DOUBLE;
      case STRING -> Type.STRING;
      case BYTES -> Type.BYTES;
      case TIMESTAMP -> Type.TIMESTAMP;
      case DURATION -> Type.DURATION;
      default -> Type.DYN;
    };
  }

  /** The type of a let or constant for the checker. */
  static CelType celType(Type type) {
    return switch (type.kind()) {
      case DYN -> SimpleType.DYN;
      case NULL -> SimpleType.NULL_TYPE;
      case BOOL -> SimpleType.BOOL;
      case INT -> SimpleType.INT;
      case UINT -> SimpleType.UINT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case BYTES -> SimpleType.BYTES;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case DURATION -> SimpleType.DURATION;
      case TYPE -> TypeType.create(SimpleType.DYN);
      case LIST -> ListType.create(celType(type.parameters().getFirst()));
      case MAP -> mapType(type);
      case OPTIONAL -> OptionalType.create(celType(type.parameters().getFirst()));
      case IP -> IP;
      case CIDR -> CIDR;
    };
  }

  private static CelType mapType(Type type) {
    return MapType.create(
        celType(type.parameters().getFirst()), celType(type.parameters().getLast()));
  }

  /**
   * A schema's type for the checker.
   *
   * @param path the name of the struct type that a nested map becomes
   */
  static CelType celType(PropertyType type, String path) {
    return switch (type) {
      case Simple simple -> celType(simple);
      case ListOf list -> ListType.create(celType(list.element(), path));
      case MapOf map -> MapType.create(SimpleType.STRING, celType(map.value(), path));
      case Nested ignored -> StructTypeReference.create(path);
    };
  }

  private static CelType celType(Simple simple) {
    return switch (simple) {
      case ANY -> SimpleType.DYN;
      case STRING -> SimpleType.STRING;
      case BOOL -> SimpleType.BOOL;
      case INT -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case DURATION -> SimpleType.DURATION;
    };
  }

  /** Whether a value of the one type may stand where the other is expected. */
  static boolean fits(Type actual, Type expected) {
    if (actual.kind() == Type.Kind.DYN || expected.kind() == Type.Kind.DYN) {
      return true;
    }
    if (actual.kind() != expected.kind()) {
      return false;
    }
    for (int i = 0; i < actual.parameters().size(); i++) {
      if (!fits(actual.parameters().get(i), expected.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The name that authors know: as in schemas, {@code map(T)} having string keys. */
  static String name(Type type) {
    return switch (type.kind()) {
      case DYN -> "any";
      case LIST -> "list(" + name(type.parameters().getFirst()) + ")";
      case MAP -> mapName(type.parameters().getFirst(), type.parameters().getLast());
      case OPTIONAL -> "optional(" + name(type.parameters().getFirst()) + ")";
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String mapName(Type key, Type value) {
    return key.equals(Type.STRING)
        ? "map(" + name(value) + ")"
        : "map(" + name(key) + ", " + name(value) + ")";
  }
}
