package dev.writ.engine.pattern.text;

import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.TextPattern.Automaton;
import java.util.Arrays;

/** A pattern that is a deterministic automaton. */
final class AutomatonMatcher implements TextMatcher {
  private static final int ASCII = 128;

  private final int[] classStarts;
  private final int[] classOf;
  private final int[] asciiClass;
  private final int classes;
  private final int[] next;
  private final long[] accepting;
  private final long[] acceptingAtEnd;

  AutomatonMatcher(Automaton automaton) {
    classStarts = automaton.classStarts();
    classOf = automaton.classOf();
    classes = automaton.classes();
    next = automaton.next();
    accepting = automaton.accepting();
    acceptingAtEnd = automaton.acceptingAtEnd();
    checkClasses();
    checkStates();
    asciiClass = new int[ASCII];
    Arrays.setAll(asciiClass, this::classByRange);
  }

  private void checkClasses() {
    boolean ranges = classStarts.length > 0 && classStarts.length == classOf.length;
    check(classes > 0 && ranges && classStarts[0] == 0, "the classes of a pattern");
    for (int i = 0; i < classStarts.length; i++) {
      boolean ascending = i == 0 || classStarts[i] > classStarts[i - 1];
      boolean known = classOf[i] >= 0 && classOf[i] < classes;
      check(ascending && known, "the classes of a pattern");
    }
  }

  private void checkStates() {
    int states = next.length / classes;
    check(states > 0 && next.length % classes == 0, "the states of a pattern");
    int words = (states + Long.SIZE - 1) / Long.SIZE;
    check(accepting.length == words && acceptingAtEnd.length == words, "the states of a pattern");
    for (int target : next) {
      check(target >= -1 && target < states, "the states of a pattern");
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new InvalidProgram(what + " contradict each other");
    }
  }

  @Override
  public boolean matches(String text) {
    int state = 0;
    for (int i = 0; i < text.length(); ) {
      if (contains(accepting, state)) {
        return true;
      }
      int codePoint = text.codePointAt(i);
      state = next[state * classes + classOf(codePoint)];
      if (state < 0) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return contains(accepting, state) || contains(acceptingAtEnd, state);
  }

  private int classOf(int codePoint) {
    return codePoint < ASCII ? asciiClass[codePoint] : classByRange(codePoint);
  }

  private int classByRange(int codePoint) {
    int found = Arrays.binarySearch(classStarts, codePoint);
    return classOf[found >= 0 ? found : -found - 2];
  }

  private static boolean contains(long[] states, int state) {
    return (states[state >> 6] & 1L << state) != 0;
  }
}
