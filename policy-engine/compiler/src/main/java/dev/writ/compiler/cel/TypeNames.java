package dev.writ.compiler.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns the checker's names of types, as its messages write them, into those that authors know. */
final class TypeNames {
  private static final Pattern STRING_MAP = Pattern.compile("map\\(string, ");
  private static final Pattern TYPE_PARAMETER =
      Pattern.compile("%?\\b(?:[A-Z]|(?:elem|key|value)\\d)\\d*\\b");

  /** The name of the type of what has been complained about. */
  static final String UNKNOWN = "*error*";

  private TypeNames() {}

  /** One type. */
  static String of(String type) {
    String known =
        type.replace("google.protobuf.", "")
            .replace("Timestamp", "timestamp")
            .replace("Duration", "duration")
            .replace("optional_type", "optional")
            .replace("null_type", "null")
            .replace("@", "");
    String dynamic = known.replaceAll("\\bdyn\\b", "any");
    return STRING_MAP.matcher(TYPE_PARAMETER.matcher(dynamic).replaceAll("any")).replaceAll("map(");
  }

  /** The types of the arguments in {@code (a, b)} or {@code a.(b)}, the receiver first. */
  static List<String> arguments(String signature) {
    int open = signature.startsWith("(") ? 0 : signature.lastIndexOf(".(") + 1;
    var types = new ArrayList<String>();
    if (open > 0) {
      types.add(of(signature.substring(0, open - 1)));
    }
    split(signature.substring(open + 1, signature.length() - 1)).forEach(t -> types.add(of(t)));
    return types;
  }

  private static List<String> split(String list) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!list.isBlank()) {
      parts.add(list.substring(start).strip());
    }
    return parts;
  }
}
