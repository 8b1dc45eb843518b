package dev.writ.compiler.pattern;

import com.google.re2j.RegexProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Divides all code points into classes that a program cannot tell apart, as ranges: within a class
 * every READ takes all or none, and all are word characters or none, line feeds or none.
 */
final class CodePointClasses {
  private static final int[] WORD = {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};
  private static final int[] LINE_FEED = {'\n', '\n'};

  private final int[] starts;
  private final int[] classOf;
  private final List<BitSet> takenBy = new ArrayList<>();
  private final Map<Integer, Integer> setOfInstruction = new HashMap<>();
  private final List<int[]> sets = new ArrayList<>();

  CodePointClasses(RegexProgram program) {
    sets.add(WORD);
    sets.add(LINE_FEED);
    var known = new HashMap<String, Integer>();
    for (int i = 0; i < program.size(); i++) {
      if (program.kind(i) == RegexProgram.Kind.READ) {
        int[] ranges = program.ranges(i);
        setOfInstruction.put(i, known.computeIfAbsent(Arrays.toString(ranges), key -> add(ranges)));
      }
    }
    starts = boundaries();
    classOf = classify();
  }

  private int add(int[] ranges) {
    sets.add(ranges);
    return sets.size() - 1;
  }

  private int[] boundaries() {
    var boundaries = new TreeSet<Integer>();
    boundaries.add(0);
    for (int[] set : sets) {
      for (int i = 0; i < set.length; i += 2) {
        boundaries.add(set[i]);
        if (set[i + 1] < Character.MAX_CODE_POINT) {
          boundaries.add(set[i + 1] + 1);
        }
      }
    }
    return boundaries.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] classify() {
    var signatures = new HashMap<BitSet, Integer>();
    int[] classes = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      BitSet signature = signature(starts[i]);
      Integer known = signatures.get(signature);
      if (known == null) {
        known = takenBy.size();
        takenBy.add(signature);
        signatures.put(signature, known);
      }
      classes[i] = known;
    }
    return classes;
  }

  private BitSet signature(int codePoint) {
    var signature = new BitSet(sets.size());
    for (int i = 0; i < sets.size(); i++) {
      signature.set(i, contains(sets.get(i), codePoint));
    }
    return signature;
  }

  private static boolean contains(int[] ranges, int codePoint) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (codePoint >= ranges[i] && codePoint <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** How many classes there are. */
  int count() {
    return takenBy.size();
  }

  /** Whether a READ instruction takes the code points of a class. */
  boolean takes(int instruction, int codePointClass) {
    return takenBy.get(codePointClass).get(setOfInstruction.getOrDefault(instruction, -1));
  }

  boolean isWord(int codePointClass) {
    return takenBy.get(codePointClass).get(0);
  }

  boolean isLineFeed(int codePointClass) {
    return takenBy.get(codePointClass).get(1);
  }

  /** The first code point of each range, ascending, the first 0. */
  int[] starts() {
    return starts;
  }

  /** The class of each range. */
  int[] classOf() {
    return classOf;
  }
}
