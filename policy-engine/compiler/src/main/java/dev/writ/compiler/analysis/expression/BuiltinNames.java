package dev.writ.compiler.analysis.expression;

import dev.writ.engine.program.Root;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that CEL or the policy language give a meaning, so that no let may have them. */
final class BuiltinNames {

  /** Functions called without a receiver, their namespaces, types and macros. */
  private static final Stream<String> FUNCTIONS =
      Stream.of(
          "all",
          "base64",
          "bool",
          "bytes",
          "cel",
          "cidr",
          "double",
          "duration",
          "dyn",
          "exists",
          "exists_one",
          "existsOne",
          "filter",
          "google",
          "has",
          "int",
          "ip",
          "isCIDR",
          "isIP",
          "list",
          "lists",
          "map",
          "matches",
          "math",
          "null_type",
          "open",
          "optional",
          "optional_type",
          "sets",
          "size",
          "sortBy",
          "spiffe",
          "string",
          "strings",
          "timestamp",
          "transformList",
          "transformMap",
          "transformMapEntry",
          "type",
          "uint");

  private static final Set<String> NAMES =
      Stream.concat(FUNCTIONS, Arrays.stream(Root.values()).map(Root::variable))
          .collect(Collectors.toUnmodifiableSet());

  private BuiltinNames() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
