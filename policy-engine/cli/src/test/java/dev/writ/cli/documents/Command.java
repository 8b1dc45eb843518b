package dev.writ.cli.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of a {@code console} block.
 *
 * @param text what a shell runs
 * @param output what it prints, with {@code …} for what varies
 */
record Command(String text, List<String> output) {
  private static final String PROMPT = "$ ";
  private static final String ANYTHING = "…";
  private static final String WITH_KEYCLOAK = PROMPT + "./run --keycloak";

  /** The commands of a block, in order. */
  static List<Command> of(Page.Block block) {
    var commands = new ArrayList<Command>();
    var lines = new ArrayList<>(block.lines());
    while (!lines.isEmpty()) {
      String first = lines.removeFirst();
      if (!first.startsWith(PROMPT)) {
        throw new AssertionError("a console block begins with `$ `, not with: " + first);
      }
      var text = new StringBuilder(first.substring(PROMPT.length()));
      while (text.toString().endsWith("\\")) {
        text.append('\n').append(lines.removeFirst());
      }
      var output = new ArrayList<String>();
      while (!lines.isEmpty() && !lines.getFirst().startsWith(PROMPT)) {
        output.add(lines.removeFirst());
      }
      commands.add(new Command(text.toString(), output));
    }
    return commands;
  }

  /** Whether the commands of a block ask what {@code ./run --keycloak} starts. */
  static boolean needsKeycloak(Page.Block block) {
    return block.first().equals(WITH_KEYCLOAK);
  }

  /** Whether it runs until it is stopped. */
  boolean serves() {
    return text.startsWith("./run") || text.startsWith("./writ serve");
  }

  /** What the document shows of its output. */
  String shown() {
    return String.join("\n", output) + "\n";
  }

  /** Matches what it may print, whole. */
  Pattern expected() {
    return Pattern.compile(output.stream().map(Command::line).collect(Collectors.joining()));
  }

  private static String line(String line) {
    if (line.equals(ANYTHING)) {
      return "(?:.*\\R)*?";
    }
    return Pattern.compile(ANYTHING, Pattern.LITERAL)
        .splitAsStream(line + "\0")
        .map(text -> Pattern.quote(text.replace("\0", "")))
        .collect(Collectors.joining(".*", "", "\\R?"));
  }
}
