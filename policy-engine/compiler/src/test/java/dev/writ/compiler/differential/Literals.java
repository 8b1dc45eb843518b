package dev.writ.compiler.differential;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Literals and names that random expressions end in, at the edges of their types and inside. */
final class Literals {
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry("bool", List.of("true", "false")),
          Map.entry(
              "int",
              List.of(
                  "0",
                  "1",
                  "-1",
                  "2",
                  "3",
                  "7",
                  "10",
                  "100",
                  "63",
                  "64",
                  "9223372036854775807",
                  "-9223372036854775808",
                  "9007199254740993",
                  "4294967296",
                  "1767225600",
                  "0x7f")),
          Map.entry(
              "uint",
              List.of(
                  "0u",
                  "1u",
                  "2u",
                  "7u",
                  "64u",
                  "18446744073709551615u",
                  "9223372036854775808u",
                  "9007199254740993u")),
          Map.entry(
              "double",
              List.of(
                  "0.0",
                  "-0.0",
                  "1.0",
                  "-1.5",
                  "0.1",
                  "2.5",
                  "3.0",
                  "1e300",
                  "1e-300",
                  "-1e308",
                  "9007199254740993.0",
                  "9223372036854775807.0",
                  "18446744073709551616.0",
                  "double('Infinity')",
                  "double('-Infinity')",
                  "1e6",
                  "1e21")),
          Map.entry(
              "string",
              List.of(
                  "''",
                  "'a'",
                  "'b'",
                  "'ab'",
                  "'abcabc'",
                  "'A'",
                  "' a\\t'",
                  "'é'",
                  "'\\U0001F600'",
                  "'a\\U0001F600b'",
                  "'\\uFFFD'",
                  "'10'",
                  "'-7'",
                  "'1.5'",
                  "'true'",
                  "'1h30m'",
                  "'2026-03-29T01:30:00Z'",
                  "'UTC'",
                  "'Europe/Berlin'",
                  "'YWI='",
                  "'n'",
                  "'alice'",
                  "'\\u00A0x'",
                  "'\"q\\\\'",
                  "'\\n'",
                  "'ß'",
                  "'a,b,,c'",
                  "','")),
          Map.entry(
              "bytes",
              List.of("b''", "b'a'", "b'\\xff\\x00'", "b'abc'", "b'\\xf0\\x9f\\x98\\x80'")),
          Map.entry(
              "timestamp",
              List.of(
                  "timestamp('2026-03-29T00:59:59Z')", "timestamp('2026-03-29T01:00:00Z')",
                  "timestamp('1970-01-01T00:00:00Z')", "timestamp('0001-01-01T00:00:00Z')",
                  "timestamp('9999-12-31T23:59:59.999999999Z')",
                      "timestamp('2026-10-25T00:30:00.123Z')",
                  "timestamp('2026-02-28T23:30:00-05:00')", "now")),
          Map.entry(
              "duration",
              List.of(
                  "duration('0s')",
                  "duration('1h')",
                  "duration('-90m')",
                  "duration('1.5s')",
                  "duration('1ms')",
                  "duration('-1ns')",
                  "duration('87600h')",
                  "duration('315576000000s')",
                  "duration('1h2m3.004s')")),
          Map.entry("null", List.of("null")),
          Map.entry(
              "type",
              List.of(
                  "int",
                  "string",
                  "type(1.0)",
                  "type(null)",
                  "list",
                  "map",
                  "bool",
                  "uint",
                  "bytes",
                  "type(now)",
                  "type(duration('1s'))",
                  "type",
                  "type(type)")),
          Map.entry("index", List.of("0", "0", "1", "1", "2", "3", "-1", "4", "64")),
          Map.entry("key", List.of("a", "b", "c")),
          Map.entry(
              "pattern",
              List.of(
                  "'a'",
                  "'^a+b?$'",
                  "'[a-c]{2,3}'",
                  "''",
                  "'(?i)AB'",
                  "'\\\\d+'",
                  "'^.$'",
                  "'\\\\bab|b$'",
                  "'[^a]'",
                  "'(a|b)*c'",
                  "'\\U0001F600'",
                  "'\\\\s'",
                  "'^(?:ab)*$'",
                  "'\\\\pL'",
                  "'(?s)a.b'")),
          Map.entry(
              "zone",
              List.of(
                  "'UTC'",
                  "'Europe/Berlin'",
                  "'America/New_York'",
                  "'Asia/Kathmandu'",
                  "'Australia/Lord_Howe'",
                  "'+05:30'",
                  "'-08:00'",
                  "'02:00'")));

  private static final Map<String, String> SIMPLEST =
      Map.of(
          "bool", "true", "int", "1", "uint", "1u", "double", "1.0", "string", "'a'", "bytes",
          "b'a'", "dyn", "dyn(1)", "index", "0");

  private Literals() {}

  static String random(String type, Random random) {
    List<String> texts = TEXTS.get(type);
    if (texts == null) {
      throw new IllegalArgumentException("no literals of type " + type);
    }
    return texts.get(random.nextInt(texts.size()));
  }

  static boolean has(String type) {
    return TEXTS.containsKey(type);
  }

  /** The plainest literal of a type, where there is one. */
  static Optional<String> simplest(String type) {
    return Optional.ofNullable(SIMPLEST.get(type));
  }
}
