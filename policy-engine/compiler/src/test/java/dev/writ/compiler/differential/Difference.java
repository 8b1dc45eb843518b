package dev.writ.compiler.differential;

import dev.writ.compiler.differential.Comparison.Outcome;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the engine and cel-java are known to differ, and why: the one list. A difference is known
 * by what an error says, or else by the smallest expression that shows it.
 */
enum Difference {
  VARIABLES_OF_TYPES(
      "cel-java takes a variable whose value is a type for the name of one",
      says(Difference.UNDEFINED_TYPE)
          .or(
              (outcome, runtime, smallest) ->
                  smallest && outcome.planner().value().contains(Difference.UNDEFINED_TYPE))),
  STANDARD_KEEPS_NON_BOOLEAN_OPERANDS(
      "an operand that is no bool is an error, and `||` and `&&` absorb errors; the standard"
          + " runtime gives up",
      Runtime.STANDARD,
      says("expected boolean value, found")),
  PLANNER_FORGETS_ERRORS(
      "the planner lets the error of `||`, `&&`, `all` or `exists` pass for a value in `==`, `!=`"
          + " and literals",
      Runtime.PLANNER,
      engineFails().and(shape("\\|\\||&&|all\\(|exists\\("))),
  PLANNER_SELECTS_OPTIONALLY_FROM_ANYTHING(
      "`.?` of what is no map is an error; the planner gives optional.none()",
      Runtime.PLANNER,
      engineFails().and(shape("\\.\\?"))),
  PLANNER_HAS_NO_REVERSE_OF_DYNAMIC_LISTS(
      "the planner does not find `reverse` for lists of unknown type",
      Runtime.PLANNER,
      says("No matching overload for function 'reverse'")),
  PLANNER_FLATTENS_OPTIONALS(
      "an optional in an optional is two; the planner makes it one",
      Runtime.PLANNER,
      says("Function '(value|hasValue|optional.unwrap)' failed|from non-optional value")
          .or(says("overload for function 'orValue'").and(shape("optional\\.of.*\\.\\?")))
          .or(bothValues().and(shape("optional\\.of.*(\\.|\\[)\\?")))),
  DURATIONS_WITH_FRACTIONS(
      "cel-java cannot add or subtract durations below zero that have a fraction",
      says(
          "'(add|subtract)_(duration|timestamp)_(duration|timestamp)' failed|'_[+-]_' failed.*PT")),
  LONG_DURATIONS_AS_TEXT(
      "cel-java overflows when it writes long durations as text",
      says("'(duration_to_string|string)' failed with arg\\(s\\) 'PT")),
  DURATIONS_BEYOND_THEIR_RANGE(
      "a duration has at most 315,576,000,000 seconds; cel-java adds a fraction",
      engineSays("goes beyond the range of its type").and(shape("duration|span"))),
  FORMS_OF_OFFSETS(
      "an offset is written +hh:mm; a computed one may in cel-java have any form that the JDK reads",
      engineSays("was given a value it cannot work on").and(shape("\\.get\\w+\\("))),
  LARGE_NUMBERS_ROUNDED(
      "cel-java rounds through 64-bit integers, so that large numbers and -0.0 get lost",
      says("'(math_round_double|math.round)' failed").or(shape("math\\.(trunc|round)\\("))),
  NARROWED_OVERLOADS(
      "cel-java's checker settles for one overload though an operand is dynamic",
      says("for function '(@in|_[<>]=?_|_[-+*/%]_|-_|_\\[\\??_]|[a-zA-Z.@]+)'. Overload candidates: [a-z_0-9@]+$")
          .or(
              says(
                  "Overload candidates: (index_map,optional_map_index_value|(math_@\\w+_double_\\w+,?)+)$"))),
  OPTIONAL_INDEX_BY_NUMBERS(
      "a whole number is an index whatever its type, also in `[?]`; there cel-java takes ints alone",
      says("No matching overload for function '_\\[\\?_\\]'")),
  ORDER_OF_TRANSFORMED_MAPS(
      "maps are visited in the order of their keys; the standard runtime hashes transformed ones",
      Runtime.STANDARD,
      shape("transformMap")),
  SPACE_AROUND_NUMBERS(
      "a number as text has no space around it; cel-java passes over it",
      engineSays("`double` was given a value").and(shape("double\\("))),
  INDEX_IN_EMPTY_TEXT(
      "in an empty text any other is at -1; cel-java fails",
      says("ndexOf failure: Offset out of range: 0")),
  SPLIT_WITHOUT_LIMIT(
      "a limit below zero is none; cel-java then loses an empty text at the end, or fails",
      says("'(string_split_string_int|split)' failed").or(bothValues().and(shape("\\.split\\(")))),
  SORTED_ELEMENTS(
      "cel-java's checker mistakes the element of a list sorted by a key for a list",
      says("No matching overload for function '_\\[_\\]'").and(shape("sortBy"))),
  SORTED_MAPS(
      "`sortBy` sorts lists; in cel-java also the keys of a map whose type is not known",
      engineSays("`sortBy` cannot work")),
  JOINED_NON_TEXTS(
      "`join` joins texts; cel-java also writes other values as texts",
      engineSays("`join` cannot work")),
  ALONE_IN_A_LIST(
      "only what has an order is sorted or extreme; cel-java gives whatever stands alone in a list",
      engineSays("`math.greatest` cannot work")
          .or(engineSays("`math.least` cannot work"))
          .or(engineSays("`sort` cannot work"))),
  MODULO_OF_THE_LEAST_INT(
      "the least int divided by -1 overflows, also for what is left over",
      engineSays("`%` goes beyond the range")),
  ORDER_OF_TEXTS(
      "texts are ordered by code point; cel-java orders by UTF-16 unit",
      shape("<|>|sort").and((o, runtime, smallest) -> o.seesSupplementary())),
  NAN_IN_MIXED_ORDER(
      "NaN has no order (IEEE 754); cel-java puts it above all ints and uints",
      shape("math\\.(least|greatest)")
          .or(bothValues().and(shape("<|>")))
          .and(shape("NaN|sqrt|Infinity| / | - | \\* | \\+ "))),
  NAN_IN_LISTS(
      "NaN equals nothing (IEEE 754), so that no list has it; cel-java finds it in one",
      bothValues().and(shape(" in ")).and(shape("NaN|sqrt|Infinity| / | - | \\* | \\+ "))),
  ZEROS(
      "-0.0 equals 0.0, 0 and 0u (IEEE 754); cel-java puts it below ints and keeps it apart from 0.0"
          + " among distinct elements",
      bothValues()
          .or(shape("distinct\\(|<|>|==|!="))
          .and((outcome, runtime, smallest) -> smallest && outcome.seesNegativeZero())),
  NUMBERS_WITHIN_ELEMENTS(
      "`in` compares as `==` does, also numbers within lists and maps; cel-java only if their types"
          + " are the same",
      bothValues().and(shape("[\\]}] in \\["))),
  GREATEST_INT(
      "9223372036854775807u equals the greatest int; cel-java takes that uint for greater",
      bothValues()
          .and(shape("<|>|==|!=| in |math\\.(least|greatest)|sets\\."))
          .and((outcome, runtime, smallest) -> outcome.seesGreatestInt())),
  BUDGET("a condition has a budget", engineSays("needs more steps than a condition may take"));

  /** What the planner says of a variable whose value is a type, and so tells that there is one. */
  private static final String UNDEFINED_TYPE = "Reference to an undefined type";

  /** One of cel-java's. */
  enum Runtime {
    STANDARD,
    PLANNER;

    Answer of(Outcome outcome) {
      return this == STANDARD ? outcome.standard() : outcome.planner();
    }
  }

  @FunctionalInterface
  private interface Sign {
    /**
     * Whether an outcome shows the difference; only in a smallest expression does its text count.
     */
    boolean in(Outcome outcome, Runtime runtime, boolean smallest);

    default Sign or(Sign other) {
      return (o, runtime, smallest) -> in(o, runtime, smallest) || other.in(o, runtime, smallest);
    }

    default Sign and(Sign other) {
      return (o, runtime, smallest) -> in(o, runtime, smallest) && other.in(o, runtime, smallest);
    }
  }

  private final String reason;
  private final Set<Runtime> runtimes;
  private final Sign sign;

  Difference(String reason, Sign sign) {
    this(reason, EnumSet.allOf(Runtime.class), sign);
  }

  Difference(String reason, Runtime runtime, Sign sign) {
    this(reason, EnumSet.of(runtime), sign);
  }

  Difference(String reason, Set<Runtime> runtimes, Sign sign) {
    this.reason = reason;
    this.runtimes = runtimes;
    this.sign = sign;
  }

  /** Why the engine is right. */
  String reason() {
    return reason;
  }

  /**
   * Whether the engine and a runtime agree or differ in a known way.
   *
   * @param smallest whether nothing can be left out of the expression, so that its text counts
   */
  static boolean explains(Outcome outcome, Runtime runtime, boolean smallest) {
    return outcome.agreesWith(runtime) || find(outcome, runtime, smallest).isPresent();
  }

  /** The first known difference that an outcome shows between the engine and a runtime. */
  static Optional<Difference> find(Outcome outcome, Runtime runtime, boolean smallest) {
    return Arrays.stream(values())
        .filter(d -> d.runtimes.contains(runtime) && d.sign.in(outcome, runtime, smallest))
        .findFirst();
  }

  /** Whether an outcome of a smallest expression shows this difference. */
  boolean isIn(Outcome outcome) {
    return runtimes.stream()
        .anyMatch(runtime -> !outcome.agreesWith(runtime) && sign.in(outcome, runtime, true));
  }

  private static Sign says(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return (outcome, runtime, smallest) ->
        runtime.of(outcome).isError() && pattern.matcher(runtime.of(outcome).value()).find();
  }

  private static Sign bothValues() {
    return (outcome, runtime, smallest) ->
        !outcome.engine().isError() && !runtime.of(outcome).isError();
  }

  private static Sign engineFails() {
    return (outcome, runtime, smallest) ->
        outcome.engine().isError() && !runtime.of(outcome).isError();
  }

  private static Sign engineSays(String text) {
    return (outcome, runtime, smallest) ->
        outcome.engine().isError() && outcome.engine().value().contains(text);
  }

  private static Sign shape(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
    return (outcome, runtime, smallest) -> smallest && pattern.matcher(outcome.text()).find();
  }
}
