package dev.writ.log.replay;

import java.util.List;

/**
 * All decisions that change in the same way for the same rule.
 *
 * @param count how many
 * @param examples the first of them in the log
 */
public record Group(Change change, long count, List<Example> examples) {
  public Group {
    examples = List.copyOf(examples);
  }
}
