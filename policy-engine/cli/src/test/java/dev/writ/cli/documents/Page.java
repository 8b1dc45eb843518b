package dev.writ.cli.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown.
 *
 * @param path relative to the repository's root
 */
record Page(String path, List<String> lines) {
  /** The repository's root, seen from the module, where tests run. */
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("( *)```(\\w*) *");
  private static final Pattern SET = Pattern.compile("<!-- set: (.*) -->");

  /**
   * A fenced block.
   *
   * @param line of its fence, from 1
   * @param language such as {@code yaml}; empty for none
   * @param set the name in the last comment {@code set} before it; empty for none
   */
  record Block(int line, String language, String set, List<String> lines) {
    String first() {
      return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** Everything after the first line. */
    String rest() {
      return String.join("\n", lines.subList(1, lines.size())) + "\n";
    }
  }

  /** All documents of the repository. */
  static List<Page> all() {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> deploy = Files.walk(ROOT.resolve("deploy"))) {
      return Stream.of(root, docs, deploy)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page read(Path file) {
    try {
      return new Page(ROOT.relativize(file).toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  private List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    String set = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher comment = SET.matcher(lines.get(i).strip());
      Matcher fence = FENCE.matcher(lines.get(i));
      if (comment.matches()) {
        set = comment.group(1);
      } else if (fence.matches()) {
        List<String> content = upToFence(i + 1, fence.group(1).length());
        blocks.add(new Block(i + 1, fence.group(2), set, content));
        i += content.size() + 1;
      }
    }
    return blocks;
  }

  private List<String> upToFence(int start, int indent) {
    return lines.stream()
        .skip(start)
        .takeWhile(line -> !FENCE.matcher(line).matches())
        .map(line -> line.substring(Math.min(indent, line.length())))
        .toList();
  }
}
