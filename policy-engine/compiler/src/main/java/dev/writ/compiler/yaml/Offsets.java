package dev.writ.compiler.yaml;

import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the YAML parser's marks, which count code points, into locations. */
final class Offsets {

  private final SourceFile file;
  private final int @Nullable [] ofCodePoints;

  Offsets(SourceFile file) {
    this.file = file;
    String text = file.text();
    int count = text.codePointCount(0, text.length());
    this.ofCodePoints = count == text.length() ? null : table(text, count);
  }

  Location of(Event event) {
    int start = event.getStartMark().map(this::of).orElse(0);
    return file.span(start, event.getEndMark().map(this::of).orElse(start));
  }

  /** The index in the file's text of a mark. */
  int of(Mark mark) {
    int index = mark.getIndex();
    return ofCodePoints == null ? index : ofCodePoints[Math.min(index, ofCodePoints.length - 1)];
  }

  private static int[] table(String text, int count) {
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      offsets[i + 1] = text.offsetByCodePoints(offsets[i], 1);
    }
    return offsets;
  }
}
