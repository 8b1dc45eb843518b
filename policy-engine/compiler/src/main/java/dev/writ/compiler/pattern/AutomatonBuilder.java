package dev.writ.compiler.pattern;

import com.google.re2j.RegexProgram;
import com.google.re2j.RegexProgram.Kind;
import dev.writ.engine.program.TextPattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a deterministic automaton from a pattern's program, by the construction of subsets.
 *
 * <p>A state is the set of instructions at which the program may stand, together with what came
 * before (the text's begin, a line feed, a word character, another), because assertions look both
 * ways: those in a set are decided only when the next code point, or the end, is known. A match may
 * begin anywhere, so every set holds the program's start as well, and as soon as one is complete
 * the automaton rests in a state that accepts.
 */
final class AutomatonBuilder {
  private static final int MAX_STATES = 2_000;
  private static final int MAX_CELLS = 65_536;
  private static final long MAX_WORK = 4_000_000;

  /** What stands before a position. */
  private enum Before {
    BEGIN,
    LINE_FEED,
    WORD,
    OTHER
  }

  private record State(BitSet instructions, Before before) {}

  private final String source;
  private final RegexProgram program;
  private final CodePointClasses classes;
  private final Map<State, Integer> numbers = new HashMap<>();
  private final Deque<State> unfinished = new ArrayDeque<>();
  private final List<int[]> rows = new ArrayList<>();
  private final BitSet accepting = new BitSet();
  private final BitSet acceptingAtEnd = new BitSet();
  private final int conditionsUsed;
  private long work;
  private int accepted = -1;

  AutomatonBuilder(String source, RegexProgram program) {
    this.source = source;
    this.program = program;
    this.classes = new CodePointClasses(program);
    this.conditionsUsed = conditionsUsed(program);
  }

  private static int conditionsUsed(RegexProgram program) {
    int used = 0;
    for (int i = 0; i < program.size(); i++) {
      used |= program.kind(i) == Kind.ASSERT ? program.conditions(i) : 0;
    }
    return used;
  }

  TextPattern.Automaton build() throws PatternRefused {
    number(state(new BitSet(), Before.BEGIN));
    while (!unfinished.isEmpty()) {
      finish(unfinished.remove());
    }
    int[] next = new int[rows.size() * classes.count()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, next, i * classes.count(), classes.count());
    }
    return new TextPattern.Automaton(
        source,
        classes.starts(),
        classes.classOf(),
        classes.count(),
        next,
        words(accepting),
        words(acceptingAtEnd));
  }

  private long[] words(BitSet states) {
    return Arrays.copyOf(states.toLongArray(), (rows.size() + 63) / 64);
  }

  /** The row of a state, and whether it accepts. */
  private void finish(State state) throws PatternRefused {
    int number = number(state);
    if (accepting.get(number)) {
      return;
    }
    acceptingAtEnd.set(
        number, matches(state, RegexProgram.END_LINE | RegexProgram.END_TEXT, false));
    for (int c = 0; c < classes.count(); c++) {
      rows.get(number)[c] = after(state, c);
    }
  }

  private int after(State state, int codePointClass) throws PatternRefused {
    int ahead = classes.isLineFeed(codePointClass) ? RegexProgram.END_LINE : 0;
    BitSet standing = closure(state, ahead, classes.isWord(codePointClass));
    if (standing == null) {
      return accepted();
    }
    var reached = new BitSet(program.size());
    for (int i = standing.nextSetBit(0); i >= 0; i = standing.nextSetBit(i + 1)) {
      if (program.kind(i) == Kind.READ && classes.takes(i, codePointClass)) {
        reached.set(program.next(i));
      }
    }
    State next = state(reached, before(codePointClass));
    return next.instructions.isEmpty() ? -1 : number(next);
  }

  private Before before(int codePointClass) {
    boolean lines = (conditionsUsed & RegexProgram.BEGIN_LINE) != 0;
    if (lines && classes.isLineFeed(codePointClass)) {
      return Before.LINE_FEED;
    }
    boolean words =
        (conditionsUsed & (RegexProgram.WORD_BOUNDARY | RegexProgram.NO_WORD_BOUNDARY)) != 0;
    return words && classes.isWord(codePointClass) ? Before.WORD : Before.OTHER;
  }

  /** The state of these instructions and the start, with everything that needs no look ahead. */
  private State state(BitSet reached, Before before) throws PatternRefused {
    reached.set(program.start());
    var instructions = new BitSet(program.size());
    var open = new ArrayDeque<Integer>();
    reached.stream().forEach(open::push);
    while (!open.isEmpty()) {
      int at = open.pop();
      if (!instructions.get(at)) {
        spend();
        instructions.set(at);
        expand(at, open);
      }
    }
    instructions.stream().filter(i -> isSpent(i, before)).forEach(instructions::clear);
    return new State(instructions, before);
  }

  private void expand(int at, Deque<Integer> open) {
    switch (program.kind(at)) {
      case FORK -> {
        open.push(program.other(at));
        open.push(program.next(at));
      }
      case PASS -> open.push(program.next(at));
      default -> {}
    }
  }

  /** Whether an instruction has done its part: it only led elsewhere, or can never hold here. */
  private boolean isSpent(int at, Before before) {
    return switch (program.kind(at)) {
      case FORK, PASS, FAIL -> true;
      case ASSERT ->
          (program.conditions(at) & RegexProgram.BEGIN_TEXT) != 0 && before != Before.BEGIN;
      case READ, MATCH -> false;
    };
  }

  private int number(State state) throws PatternRefused {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    boolean accepts = state.instructions.stream().anyMatch(i -> program.kind(i) == Kind.MATCH);
    if (accepts) {
      return accepted();
    }
    int number = newRow();
    numbers.put(state, number);
    unfinished.add(state);
    return number;
  }

  /** The state in which a match is certain. */
  private int accepted() throws PatternRefused {
    if (accepted < 0) {
      accepted = newRow();
      Arrays.fill(rows.get(accepted), accepted);
      accepting.set(accepted);
      acceptingAtEnd.set(accepted);
    }
    return accepted;
  }

  private int newRow() throws PatternRefused {
    if (rows.size() == MAX_STATES || (rows.size() + 1) * classes.count() > MAX_CELLS) {
      throw PatternCompiler.tooComplex(source);
    }
    rows.add(new int[classes.count()]);
    return rows.size() - 1;
  }

  private boolean matches(State state, int ahead, boolean word) throws PatternRefused {
    return closure(state, ahead, word) == null;
  }

  /**
   * The instructions at which the program may stand once its assertions are decided, or null if it
   * has matched.
   *
   * @param ahead the conditions that hold because of what comes next
   * @param word whether a word character comes next
   */
  private @Nullable BitSet closure(State state, int ahead, boolean word) throws PatternRefused {
    int conditions = ahead | behind(state.before, word);
    var standing = new BitSet(program.size());
    var open = new ArrayDeque<Integer>();
    state.instructions.stream().forEach(open::push);
    while (!open.isEmpty()) {
      int at = open.pop();
      if (standing.get(at)) {
        continue;
      }
      spend();
      standing.set(at);
      if (program.kind(at) == Kind.MATCH) {
        return null;
      }
      if (program.kind(at) == Kind.ASSERT && (program.conditions(at) & ~conditions) == 0) {
        open.push(program.next(at));
      }
      expand(at, open);
    }
    return standing;
  }

  private static int behind(Before before, boolean word) {
    int line = before == Before.BEGIN || before == Before.LINE_FEED ? RegexProgram.BEGIN_LINE : 0;
    int text = before == Before.BEGIN ? RegexProgram.BEGIN_TEXT : 0;
    boolean boundary = (before == Before.WORD) != word;
    return line | text | (boundary ? RegexProgram.WORD_BOUNDARY : RegexProgram.NO_WORD_BOUNDARY);
  }

  private void spend() throws PatternRefused {
    if (++work > MAX_WORK) {
      throw PatternCompiler.tooComplex(source);
    }
  }
}
