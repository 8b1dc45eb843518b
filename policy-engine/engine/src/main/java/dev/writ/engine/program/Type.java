package dev.writ.engine.program;

import java.util.List;

/**
 * The static type of an expression, as the compiler proved it. {@link Kind#DYN} stands for "any
 * value, seen at run time".
 *
 * @param kind the outermost kind
 * @param parameters the element type of a list or optional; key and value type of a map; else empty
 */
public record Type(Kind kind, List<Type> parameters) {

  /** The kinds; the order is part of the encoded program, so new ones go to the end. */
  public enum Kind {
    DYN,
    NULL,
    BOOL,
    INT,
    UINT,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    DURATION,
    TYPE,
    LIST,
    MAP,
    OPTIONAL,
    IP,
    CIDR
  }

  public static final Type DYN = new Type(Kind.DYN);
  public static final Type NULL = new Type(Kind.NULL);
  public static final Type BOOL = new Type(Kind.BOOL);
  public static final Type INT = new Type(Kind.INT);
  public static final Type UINT = new Type(Kind.UINT);
  public static final Type DOUBLE = new Type(Kind.DOUBLE);
  public static final Type STRING = new Type(Kind.STRING);
  public static final Type BYTES = new Type(Kind.BYTES);
  public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP);
  public static final Type DURATION = new Type(Kind.DURATION);
  public static final Type TYPE = new Type(Kind.TYPE);
  public static final Type IP = new Type(Kind.IP);
  public static final Type CIDR = new Type(Kind.CIDR);

  public Type {
    parameters = List.copyOf(parameters);
    int expected =
        switch (kind) {
          case LIST, OPTIONAL -> 1;
          case MAP -> 2;
          default -> 0;
        };
    if (parameters.size() != expected) {
      throw new IllegalArgumentException(kind + " takes " + expected + " type parameters");
    }
  }

  private Type(Kind kind) {
    this(kind, List.of());
  }

  public static Type list(Type element) {
    return new Type(Kind.LIST, List.of(element));
  }

  public static Type map(Type key, Type value) {
    return new Type(Kind.MAP, List.of(key, value));
  }

  public static Type optional(Type value) {
    return new Type(Kind.OPTIONAL, List.of(value));
  }
}
