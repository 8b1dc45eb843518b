package dev.writ.engine.codec;

import dev.writ.engine.program.Type;

/** Static types: the kind, then its parameters. */
final class Types {
  private static final Type.Kind[] KINDS = Type.Kind.values();
  private static final Type[] SIMPLE = {
    Type.DYN,
    Type.NULL,
    Type.BOOL,
    Type.INT,
    Type.UINT,
    Type.DOUBLE,
    Type.STRING,
    Type.BYTES,
    Type.TIMESTAMP,
    Type.DURATION,
    Type.TYPE
  };

  private Types() {}

  static void write(Output out, Type type) {
    out.number(type.kind().ordinal());
    type.parameters().forEach(parameter -> write(out, parameter));
  }

  static Type read(Input in) {
    Type.Kind kind = in.constant(KINDS);
    return switch (kind) {
      case LIST -> Type.list(in.nested(Types::read));
      case MAP -> Type.map(in.nested(Types::read), in.nested(Types::read));
      case OPTIONAL -> Type.optional(in.nested(Types::read));
      case IP -> Type.IP;
      case CIDR -> Type.CIDR;
      default -> SIMPLE[kind.ordinal()];
    };
  }
}
