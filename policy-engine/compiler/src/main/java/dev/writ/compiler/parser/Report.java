package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Faulty;
import dev.writ.compiler.yaml.YamlNode.Scalar;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the parsers of one file report what they find wrong. */
record Report(SourceFile file, Problems problems) {

  void error(String code, Location location, String message) {
    error(code, location, message, null);
  }

  void error(String code, Location location, String message, @Nullable String help) {
    problems.add(Problem.error(code, location, message).withHelp(help));
  }

  void warning(String code, Location location, String message, @Nullable String help) {
    problems.add(Problem.warning(code, location, message).withHelp(help));
  }

  /** Reports a node that is not what is wanted; says nothing of one that was reported before. */
  void wrongType(YamlNode node, String what, String wanted) {
    wrongType(node, what, wanted, null);
  }

  void wrongType(YamlNode node, String what, String wanted, @Nullable String help) {
    if (!(node instanceof Faulty)) {
      String message = what + " must be " + wanted + ", not " + found(node);
      error("wrong-type", node.location(), message, help);
    }
  }

  /** Reports every name that an earlier element has already. */
  <T> void duplicateNames(List<T> elements, String what, Function<T, Located<String>> name) {
    Map<String, Location> seen = new HashMap<>();
    for (T element : elements) {
      Located<String> named = name.apply(element);
      Location first = seen.putIfAbsent(named.value(), named.location());
      if (first != null) {
        String message =
            what + " " + Quote.of(named.value()) + " is already on line " + first.line();
        error("duplicate-name", named.location(), message);
      }
    }
  }

  /** Warns of every element of a list that stands there twice. */
  void repeatedItems(Collection<Located<String>> items) {
    Map<String, Location> seen = new HashMap<>();
    for (Located<String> item : items) {
      if (seen.putIfAbsent(item.value(), item.location()) != null) {
        String message = Quote.of(item.value()) + " is in this list twice";
        warning("repeated-item", item.location(), message, "remove one");
      }
    }
  }

  private static String found(YamlNode node) {
    boolean shown = node instanceof Scalar scalar && !scalar.isAbsent();
    return shown && node instanceof Scalar scalar && !scalar.style().isBlock()
        ? node.description() + " " + Quote.of(scalar.text())
        : node.description();
  }
}
