package dev.writ.compiler.analysis;

import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.source.Located;
import java.util.List;

/** A policy after checking. */
record CheckedPolicy(PolicyDocument document, List<CheckedRule> rules) {

  CheckedPolicy {
    rules = List.copyOf(rules);
  }

  String name() {
    return document.name().value();
  }

  /** The resource types of a policy; empty = every type. */
  static List<String> types(PolicyDocument document) {
    return document.resources().stream().map(Located::value).distinct().toList();
  }
}
