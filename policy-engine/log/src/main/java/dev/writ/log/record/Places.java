package dev.writ.log.record;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** From where a value stands in a leaf to how policies name it. */
final class Places {
  private static final List<String> PARTS = List.of("subject", "resource", "action");

  private Places() {}

  /**
   * The path as policies name it, such as {@code subject.email}: the same whether peer, token or
   * store states it.
   */
  static String policyPath(Collection<String> place) {
    String path = String.join(".", place);
    Iterator<String> steps = place.iterator();
    String first = steps.hasNext() ? steps.next() : "";
    String second = steps.hasNext() ? steps.next() : "";
    if (PARTS.contains(first) && second.equals("properties")) {
      return first + path.substring(first.length() + 1 + second.length());
    }
    if (first.equals("stored")) {
      return path.substring("stored.".length());
    }
    if (first.equals("token") && second.equals("claims")) {
      return "token" + path.substring("token.claims".length());
    }
    if (first.equals("token") && second.equals("properties")) {
      return "subject" + path.substring("token.properties".length());
    }
    if (first.equals("token") && second.equals("subject")) {
      return path.substring("token.".length());
    }
    return first.equals("decision") && second.equals("output")
        ? path.substring("decision.".length())
        : path;
  }
}
