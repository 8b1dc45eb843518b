package dev.writ.log.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what verification finds. */
final class Findings {

  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Findings(Path folder) {
    this.folder = folder;
  }

  void problem(Path file, long index, String text) {
    if (problems.size() < Report.MOST) {
      problems.add(new Problem(relative(file), index, text));
    }
  }

  void problem(Path file, String text) {
    problem(file, -1, text);
  }

  void note(String text) {
    notes.add(text);
  }

  String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
