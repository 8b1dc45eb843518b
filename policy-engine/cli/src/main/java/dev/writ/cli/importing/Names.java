package dev.writ.cli.importing;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names of policies and rules: what the language takes, each given out once. */
final class Names {
  private static final String OTHER = "[^A-Za-z0-9_.-]+";
  private static final String EDGES = "^[^A-Za-z]+|[^A-Za-z0-9]+$";

  private final Set<String> given = new HashSet<>();

  /** A name much like a text. */
  String like(String text) {
    String plain = text.replaceAll(OTHER, "-").replaceAll(EDGES, "");
    String name = plain.isEmpty() ? "unnamed" : plain;
    for (int number = 2; !given.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = plain + "-" + number;
    }
    return name;
  }
}
