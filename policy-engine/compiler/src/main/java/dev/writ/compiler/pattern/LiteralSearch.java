package dev.writ.compiler.pattern;

import com.google.re2j.RegexProgram;
import dev.writ.engine.program.TextPattern;
import dev.writ.engine.program.TextPattern.Anchor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a pattern is a set of literals, by following every path through its program
 * until there are too many, one is too long, or one does what no literal can.
 */
final class LiteralSearch {
  private static final int MAX_LITERALS = 64;
  private static final int MAX_LENGTH = 256;
  private static final int MAX_STEPS = 5_000;

  /**
   * Searching for literals anywhere costs text times literal; beyond these an automaton is better.
   */
  private static final int MAX_ANYWHERE = 4;

  private static final int MAX_ANYWHERE_LENGTH = 32;

  /** A path through the program: where it is, what it has read, and the ends it was tied to. */
  private record Path(int at, String text, boolean begun, boolean ended) {
    Path to(int next) {
      return new Path(next, text, begun, ended);
    }
  }

  private final RegexProgram program;
  private final Deque<Path> open = new ArrayDeque<>();
  private final Set<String> texts = new TreeSet<>();
  private final Set<Anchor> anchors = EnumSet.noneOf(Anchor.class);

  LiteralSearch(RegexProgram program) {
    this.program = program;
  }

  /** The literals that the pattern stands for, or null if it is not a set of literals. */
  TextPattern.@Nullable Literals literals(String source) {
    open.push(new Path(program.start(), "", false, false));
    for (int steps = 0; !open.isEmpty(); steps++) {
      if (steps > MAX_STEPS || !follow(open.pop()) || texts.size() > MAX_LITERALS) {
        return null;
      }
    }
    if (anchors.size() != 1) {
      return null;
    }
    Anchor anchor = anchors.iterator().next();
    boolean worthwhile = anchor != Anchor.ANYWHERE || isCheapToSearch();
    return worthwhile ? new TextPattern.Literals(source, anchor, new ArrayList<>(texts)) : null;
  }

  private boolean isCheapToSearch() {
    return texts.size() <= MAX_ANYWHERE
        && texts.stream().allMatch(text -> text.length() <= MAX_ANYWHERE_LENGTH);
  }

  /** One step; false if no set of literals does this. */
  private boolean follow(Path path) {
    int at = path.at;
    return switch (program.kind(at)) {
      case FORK -> {
        open.push(path.to(program.other(at)));
        open.push(path.to(program.next(at)));
        yield true;
      }
      case PASS -> {
        open.push(path.to(program.next(at)));
        yield true;
      }
      case ASSERT -> anchor(path);
      case READ -> !path.ended && read(path);
      case MATCH -> {
        texts.add(path.text);
        anchors.add(anchorOf(path));
        yield true;
      }
      case FAIL -> true;
    };
  }

  private boolean anchor(Path path) {
    int next = program.next(path.at);
    return switch (program.conditions(path.at)) {
      case RegexProgram.BEGIN_TEXT -> {
        open.push(new Path(next, path.text, true, path.ended));
        yield path.text.isEmpty();
      }
      case RegexProgram.END_TEXT -> {
        open.push(new Path(next, path.text, path.begun, true));
        yield true;
      }
      default -> false;
    };
  }

  private boolean read(Path path) {
    int[] ranges = program.ranges(path.at);
    int count = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      count += Math.min(ranges[i + 1] - ranges[i], MAX_LITERALS) + 1;
    }
    if (count > MAX_LITERALS || path.text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < ranges.length; i += 2) {
      for (int c = ranges[i]; c <= ranges[i + 1]; c++) {
        if (isHalf(c)) {
          return false;
        }
        open.push(
            new Path(
                program.next(path.at), path.text + Character.toString(c), path.begun, path.ended));
      }
    }
    return true;
  }

  /** Half of a surrogate pair, which a search in UTF-16 would find inside a whole one. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static Anchor anchorOf(Path path) {
    if (path.begun) {
      return path.ended ? Anchor.WHOLE : Anchor.START;
    }
    return path.ended ? Anchor.END : Anchor.ANYWHERE;
  }
}
