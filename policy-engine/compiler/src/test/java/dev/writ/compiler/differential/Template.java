package dev.writ.compiler.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the grammar: what kind of term it makes and out of what.
 *
 * @param result the type of the term; {@code T} and {@code U} stand for any
 * @param parts texts, places, and variables
 */
record Template(String result, List<Part> parts) {
  private static final Pattern LINE = Pattern.compile("(?:(\\d+)x )?(\\S+) = (.*)");
  private static final Pattern PART =
      Pattern.compile(
          "\\\\(?<brace>[{}])|\\{(?<type>[^}!]+)(?<outer>!?)}|<(?<name>\\w):(?<of>[^>]+)>"
              + "|\\$(?<use>\\w)|(?<text>[^\\\\{<$]+|.)");

  /** What stands in a template. */
  sealed interface Part {}

  record Text(String text) implements Part {}

  /** A term of the type; with {@code outer} one that does not see the template's variables. */
  record Place(String type, boolean outer) implements Part {}

  record Declared(String name, String type) implements Part {}

  record Used(String name) implements Part {}

  /** The template of a line, as many times as the line says. */
  static List<Template> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(line);
    }
    int weight = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    var template = new Template(matcher.group(2), parts(matcher.group(3)));
    return java.util.Collections.nCopies(weight, template);
  }

  private static List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    Matcher matcher = PART.matcher(text);
    while (matcher.find()) {
      parts.add(part(matcher));
    }
    return parts;
  }

  private static Part part(Matcher found) {
    if (found.group("type") != null) {
      return new Place(found.group("type"), !found.group("outer").isEmpty());
    }
    if (found.group("name") != null) {
      return new Declared(found.group("name"), found.group("of"));
    }
    if (found.group("use") != null) {
      return new Used(found.group("use"));
    }
    String brace = found.group("brace");
    return new Text(brace != null ? brace : found.group("text"));
  }

  /** What T and U must be for the template to make a term of this type, or null if it cannot. */
  @Nullable Map<String, String> match(String type) {
    var bound = new HashMap<String, String>();
    return match(result, type, bound) ? bound : null;
  }

  private static boolean match(String pattern, String type, Map<String, String> bound) {
    if (pattern.equals("T") || pattern.equals("U")) {
      return type.equals(bound.computeIfAbsent(pattern, name -> type));
    }
    int open = pattern.indexOf('(');
    if (open < 0 || !type.startsWith(pattern.substring(0, open + 1))) {
      return pattern.equals(type);
    }
    String inner = pattern.substring(open + 1, pattern.length() - 1);
    return match(inner, type.substring(open + 1, type.length() - 1), bound);
  }

  /** A type of the grammar with T and U replaced. */
  static String bind(String type, Map<String, String> bound) {
    var text = new StringBuilder();
    for (char c : type.toCharArray()) {
      text.append(bound.getOrDefault(String.valueOf(c), String.valueOf(c)));
    }
    return text.toString();
  }
}
