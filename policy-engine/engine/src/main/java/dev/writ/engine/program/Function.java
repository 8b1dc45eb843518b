package dev.writ.engine.program;

/**
 * The operators and functions of conditions. Each stands for all overloads of its CEL name: the
 * static types of the arguments choose among them when linking, the values where a type is dynamic.
 * A receiver is the first argument. The number of arguments is checked when a program is read; the
 * order is part of the encoded program, so new ones go to the end.
 */
public enum Function {
  // Logic. AND, OR and CONDITIONAL evaluate lazily and absorb errors as CEL defines.
  AND(2),
  OR(2),
  NOT(1),
  CONDITIONAL(3),
  // Comparison.
  EQUALS(2),
  NOT_EQUALS(2),
  LESS(2),
  LESS_EQUALS(2),
  GREATER(2),
  GREATER_EQUALS(2),
  IN(2),
  // Arithmetic.
  ADD(2),
  SUBTRACT(2),
  MULTIPLY(2),
  DIVIDE(2),
  MODULO(2),
  NEGATE(1),
  // Access.
  INDEX(2),
  OPTIONAL_SELECT(2),
  OPTIONAL_INDEX(2),
  SIZE(1),
  // Conversions.
  TO_BOOL(1),
  TO_INT(1),
  TO_UINT(1),
  TO_DOUBLE(1),
  TO_STRING(1),
  TO_BYTES(1),
  TO_TIMESTAMP(1),
  TO_DURATION(1),
  TO_DYN(1),
  TYPE_OF(1),
  // Text: standard and the strings extension.
  CONTAINS(2),
  STARTS_WITH(2),
  ENDS_WITH(2),
  CHAR_AT(2),
  INDEX_OF(2, 3),
  LAST_INDEX_OF(2, 3),
  JOIN(1, 2),
  LOWER_ASCII(1),
  UPPER_ASCII(1),
  REPLACE(3, 4),
  SPLIT(2, 3),
  SUBSTRING(2, 3),
  TRIM(1),
  QUOTE(1),
  REVERSE(1),
  // Time; the optional second argument is a zone's name.
  GET_FULL_YEAR(1, 2),
  GET_MONTH(1, 2),
  GET_DATE(1, 2),
  GET_DAY_OF_MONTH(1, 2),
  GET_DAY_OF_WEEK(1, 2),
  GET_DAY_OF_YEAR(1, 2),
  GET_HOURS(1, 2),
  GET_MINUTES(1, 2),
  GET_SECONDS(1, 2),
  GET_MILLISECONDS(1, 2),
  // Lists extension (REVERSE serves lists too).
  DISTINCT(1),
  FLATTEN(1, 2),
  SLICE(3),
  SORT(1),
  RANGE(1),
  FIRST(1),
  LAST(1),
  /** {@code list.sortBy(x, key)}: the list and the list of its keys. */
  SORT_BY_KEYS(2),
  // Sets extension.
  SETS_CONTAINS(2),
  SETS_EQUIVALENT(2),
  SETS_INTERSECTS(2),
  // Math extension; GREATEST and LEAST also take one list.
  MATH_GREATEST(1, Integer.MAX_VALUE),
  MATH_LEAST(1, Integer.MAX_VALUE),
  MATH_CEIL(1),
  MATH_FLOOR(1),
  MATH_ROUND(1),
  MATH_TRUNC(1),
  MATH_ABS(1),
  MATH_SIGN(1),
  MATH_SQRT(1),
  MATH_IS_NAN(1),
  MATH_IS_INF(1),
  MATH_IS_FINITE(1),
  MATH_BIT_AND(2),
  MATH_BIT_OR(2),
  MATH_BIT_XOR(2),
  MATH_BIT_NOT(1),
  MATH_BIT_SHIFT_LEFT(2),
  MATH_BIT_SHIFT_RIGHT(2),
  // Encoders extension.
  BASE64_ENCODE(1),
  BASE64_DECODE(1),
  // Optionals.
  OPTIONAL_OF(1),
  OPTIONAL_OF_NON_ZERO(1),
  OPTIONAL_NONE(0),
  OPTIONAL_HAS_VALUE(1),
  OPTIONAL_VALUE(1),
  OPTIONAL_OR(2),
  OPTIONAL_OR_VALUE(2),
  OPTIONAL_UNWRAP(1),
  // Network addresses.
  TO_IP(1),
  TO_CIDR(1),
  IS_IP(1),
  IS_CIDR(1),
  IP_IS_CANONICAL(1),
  IP_FAMILY(1),
  IP_IS_LOOPBACK(1),
  IP_IS_UNSPECIFIED(1),
  IP_IS_GLOBAL_UNICAST(1),
  IP_IS_LINK_LOCAL_UNICAST(1),
  IP_IS_LINK_LOCAL_MULTICAST(1),
  CIDR_CONTAINS_IP(2),
  CIDR_CONTAINS_CIDR(2),
  CIDR_IP(1),
  CIDR_MASKED(1),
  CIDR_PREFIX_LENGTH(1),
  // Identities: a map of id, trustDomain, path, and namespace and account where there are.
  SPIFFE(1);

  private final int least;
  private final int most;

  Function(int arguments) {
    this(arguments, arguments);
  }

  Function(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** Whether a call may have this many arguments. */
  public boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }
}
