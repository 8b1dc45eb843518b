package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Budget;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.program.Root;
import dev.writ.engine.value.EvalError;
import dev.writ.engine.value.EvalError.Code;
import dev.writ.engine.value.Unknown;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of evaluating one request: what was read, what lets came to, what is left of the
 * budgets. One thread uses it, for one request after the other.
 */
public final class Frame {
  /** In a slot: the variable is there and the property is not. */
  static final Object ABSENT = new Object();

  private final Layout.Key[] keys;
  private final @Nullable Object[] slots;
  private final int[] touched;
  private int touchedCount;
  private final LetMemo lets;
  private final byte[] windows;
  private boolean windowRead;
  private final ZoneMemo zones = new ZoneMemo();
  private @Nullable Inputs inputs;
  private Instant now = Instant.EPOCH;
  private long decisionSteps;
  private boolean charging = true;
  private @Nullable Object outcome;

  final @Nullable Object[] locals;
  final Budget budget = new Budget();

  /** Why the evaluation that just ended has no value: an EvalError or an Unknown; else null. */
  @Nullable Object problem;

  /** Notes what sub-expressions come to; null unless tracing. */
  @Nullable Recorder recorder;

  /** A frame for all expressions of the layout's linker. */
  public Frame(Layout layout) {
    keys = layout.keys();
    slots = new Object[keys.length];
    touched = new int[keys.length];
    lets = new LetMemo(layout.lets());
    windows = new byte[layout.windows()];
    locals = new Object[layout.locals()];
  }

  /** Forgets the last request and begins the next, with whole budgets. */
  public void begin(Inputs inputs, Instant now) {
    this.inputs = inputs;
    this.now = now;
    for (int i = 0; i < touchedCount; i++) {
      slots[touched[i]] = null;
    }
    touchedCount = 0;
    lets.clear();
    if (windowRead) {
      Arrays.fill(windows, (byte) 0);
      windowRead = false;
    }
    decisionSteps = Budget.DECISION_STEPS;
    charging = true;
    outcome = null;
    problem = null;
  }

  /** Why the last condition was FAILED. */
  public EvalError error() {
    if (outcome instanceof EvalError error) {
      return error;
    }
    throw new IllegalStateException("the last condition did not fail");
  }

  /** On what the last condition depends if it was UNKNOWN, else null. */
  public @Nullable Unknown unknown() {
    return outcome instanceof Unknown unknown ? unknown : null;
  }

  /** Whether the decision's budget is spent: nothing it came to may be used, it is denied. */
  public boolean exhausted() {
    return decisionSteps < 0;
  }

  /**
   * Whether conditions are charged to the decision's budget, as they are after {@link #begin}. What
   * only an explanation evaluates is not; a condition's own budget bounds it all the same.
   */
  public void charge(boolean on) {
    charging = on;
  }

  /** The paths of the properties and variables that were read since {@link #begin}, sorted. */
  public List<String> reads() {
    var paths = new TreeSet<String>();
    for (int i = 0; i < touchedCount; i++) {
      paths.add(keys[touched[i]].path());
    }
    if (windowRead) {
      paths.add(Root.NOW.variable());
    }
    return List.copyOf(paths);
  }

  /** The numbers of the lets that were read since {@link #begin}, ascending. */
  public List<Integer> letsRead() {
    return lets.read().sorted().boxed().toList();
  }

  /** What a slot holds: a value, ABSENT, an EvalError or an Unknown. */
  Object read(int slot) {
    Object value = slots[slot];
    return value != null ? value : load(slot);
  }

  private Object load(int slot) {
    Layout.Key key = keys[slot];
    String name = key.property();
    Object value = name == null ? whole(key.root()) : property(key.root(), name);
    slots[slot] = value;
    touched[touchedCount++] = slot;
    return value;
  }

  private Object whole(Root root) {
    if (root == Root.NOW) {
      return now;
    }
    Object value = begun().variable(root);
    return value != null ? value : new EvalError(Code.ABSENT_VARIABLE, root.variable());
  }

  private Object property(Root root, String name) {
    Object value = begun().property(root, name);
    return value != null ? value : ABSENT;
  }

  private Inputs begun() {
    if (inputs == null) {
      throw new IllegalStateException("no request was begun");
    }
    return inputs;
  }

  /** Whether a window is open now; asked once a request. */
  boolean isOpen(int window, Schedule schedule) {
    if (windows[window] == 0) {
      windowRead = true;
      windows[window] = (byte) (schedule.isOpen(window, now) ? 1 : -1);
    }
    return windows[window] > 0;
  }

  LetMemo lets() {
    return lets;
  }

  ZoneMemo zones() {
    return zones;
  }

  /** Begins a condition or computation that is worth {@code weight} steps before any loop. */
  void start(int weight) {
    problem = null;
    budget.open(Budget.CONDITION_STEPS);
    budget.take(weight);
  }

  /**
   * Ends it: charges the decision.
   *
   * @param result the problem that it came to, or null
   * @return {@code result}, or the error BUDGET, which nothing absorbs
   */
  @Nullable Object finish(@Nullable Object result) {
    if (charging) {
      decisionSteps -= Budget.CONDITION_STEPS - budget.left();
    }
    boolean spent = budget.spent() || charging && exhausted();
    outcome = spent ? Errors.BUDGET : result;
    return outcome;
  }

  /** Ends a test without a truth: {@code return frame.none(...)}. */
  int none(Object problem) {
    this.problem = problem;
    return Node.NONE;
  }

  /** Ends the computation of a number without one: {@code return frame.zero(...)}. */
  long zero(Object problem) {
    this.problem = problem;
    return 0;
  }

  /** Takes away the problem of the evaluation that just ended. */
  Object takeProblem() {
    Object taken = Objects.requireNonNull(problem);
    problem = null;
    return taken;
  }
}
