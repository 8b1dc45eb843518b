package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads permission and subject patterns and what they are made of. */
final class Patterns {

  private final Report report;
  private final Values values;

  Patterns(Report report, Values values) {
    this.report = report;
    this.values = values;
  }

  /** A rule's action: a permission pattern, or what follows the resource type in one. */
  @Nullable Located<String> action(YamlNode node, String what) {
    Located<String> text = values.line(node, what);
    return text == null || hasFaultySegment(text) ? null : text;
  }

  /** A role's permission pattern: {@code *}, or segments with a colon between them. */
  @Nullable Located<String> permission(YamlNode node, String what) {
    Located<String> pattern = action(node, what);
    if (pattern == null || pattern.value().equals("*") || pattern.value().contains(":")) {
      return pattern;
    }
    String message = "a role's permission has a `:`, unlike " + Quote.of(pattern.value());
    String help = "name the resource type, as in `orders:" + pattern.value() + "`";
    report.error("invalid-pattern", pattern.location(), message, help);
    return null;
  }

  /** {@code type:id} or {@code type:*}. */
  @Nullable Located<String> subject(YamlNode node, String what) {
    Located<String> text = values.line(node, what);
    if (text == null) {
      return null;
    }
    int colon = text.value().indexOf(':');
    if (colon < 1 || colon == text.value().length() - 1) {
      String message = what + " has the form `type:id`, unlike " + Quote.of(text.value());
      report.error("invalid-pattern", text.location(), message, "as in `user:carol` or `user:*`");
      return null;
    }
    return hasFaultyStar(text, colon) ? null : text;
  }

  /** A role's name. */
  @Nullable Located<String> role(YamlNode node, String what) {
    return validRole(values.line(node, what), what);
  }

  @Nullable Located<String> validRole(@Nullable Located<String> name, String what) {
    String message = what + " is a role's name, which holds no `/`";
    return values.valid(name, n -> !n.contains("/"), "invalid-name", message);
  }

  /** A resource type. */
  @Nullable Located<String> resourceType(YamlNode node, String what) {
    return validResourceType(values.line(node, what), what);
  }

  @Nullable Located<String> validResourceType(@Nullable Located<String> type, String what) {
    String message = what + " is a resource type, which holds no `:` and no `*`";
    return values.valid(
        type, t -> t.indexOf(':') < 0 && t.indexOf('*') < 0, "invalid-name", message);
  }

  /** A resource type, a list of them, or {@code *}, for which the result is empty. */
  List<Located<String>> resourceTypes(YamlNode node, String what) {
    if (node instanceof Sequence) {
      String each = "an element of " + what;
      List<Located<String>> types = values.list(node, what, item -> resourceType(item, each));
      report.repeatedItems(types);
      return types;
    }
    Located<String> text = values.line(node, what);
    if (text == null || text.value().equals("*")) {
      return List.of();
    }
    Located<String> type = validResourceType(text, what);
    return type == null ? List.of() : List.of(type);
  }

  private boolean hasFaultySegment(Located<String> pattern) {
    for (String segment : pattern.value().split(":", -1)) {
      if (segment.isEmpty()) {
        String message = "the pattern " + Quote.of(pattern.value()) + " has an empty segment";
        report.error("invalid-pattern", pattern.location(), message);
        return true;
      }
      if (segment.contains("*") && !segment.equals("*")) {
        String message = "`*` stands for a whole segment, unlike in " + Quote.of(pattern.value());
        report.error("invalid-pattern", pattern.location(), message, "segments end at `:`");
        return true;
      }
    }
    return false;
  }

  private boolean hasFaultyStar(Located<String> pattern, int colon) {
    String id = pattern.value().substring(colon + 1);
    int star = pattern.value().indexOf('*');
    if (star < 0 || (star > colon && id.equals("*"))) {
      return false;
    }
    String message = "`*` stands for a whole id, unlike in " + Quote.of(pattern.value());
    report.error("invalid-pattern", pattern.location(), message);
    return true;
  }
}
