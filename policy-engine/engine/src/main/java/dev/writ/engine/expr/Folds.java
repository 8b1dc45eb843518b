package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Budget;
import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.MapBuilder;
import dev.writ.engine.program.Expr.FoldKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Comprehensions as loops. An iteration costs one step and one for each node of its body. */
final class Folds {
  private Folds() {}

  /**
   * What all loops have.
   *
   * @param first slot of the first variable
   * @param second slot of the second, or -1
   * @param weight what an iteration costs
   * @param shown whether a trace is made
   */
  record Loop(Node range, int first, int second, int weight, boolean shown) {
    /** Begins an iteration, if the budget allows one: gives the variables their values. */
    boolean enter(Object source, List<?> visited, int index, Frame frame) {
      if (!frame.budget.take(weight)) {
        return false;
      }
      if (second < 0) {
        frame.locals[first] = Range.visit(visited, index);
      } else {
        frame.locals[first] = Range.key(source, visited, index);
        frame.locals[second] = Range.value(source, visited, index);
      }
      return true;
    }

    int mark(Frame frame) {
      return shown ? Objects.requireNonNull(frame.recorder).mark() : 0;
    }

    int seen(Frame frame, int mark, int end, int index, boolean decided) {
      return shown ? Objects.requireNonNull(frame.recorder).iterated(mark, end, index, decided) : 0;
    }
  }

  /** {@code all} and {@code exists}: a deciding element settles it, whatever the others are. */
  static final class Quantifier extends Node.OfBoolean {
    private final Loop loop;
    private final Node predicate;
    private final int deciding;

    Quantifier(Loop loop, Node predicate, int deciding) {
      this.loop = loop;
      this.predicate = predicate;
      this.deciding = deciding;
    }

    @Override
    int truth(Frame frame) {
      Object source = loop.range().value(frame);
      List<?> visited = Range.visited(source, frame.budget);
      return visited == null ? frame.none(Range.problem(source)) : test(source, visited, frame);
    }

    private int test(Object source, List<?> visited, Frame frame) {
      @Nullable Object doubt = null;
      int mark = loop.mark(frame);
      int end = mark;
      for (int i = 0, size = visited.size(); i < size; i++) {
        if (!loop.enter(source, visited, i, frame)) {
          return frame.none(Errors.BUDGET);
        }
        int truth = predicate.truth(frame);
        end = loop.seen(frame, mark, end, i, truth == deciding);
        if (truth == deciding) {
          return truth;
        }
        if (truth == NONE) {
          doubt = Errors.of(doubt, frame.takeProblem());
        }
      }
      return doubt == null ? 1 - deciding : frame.none(doubt);
    }
  }

  /** The comprehensions that visit everything; nothing absorbs an error in one. */
  static final class Collector extends Node {
    private final Loop loop;
    private final @Nullable Node filter;
    private final @Nullable Node transform;
    private final FoldKind kind;

    Collector(Loop loop, @Nullable Node filter, @Nullable Node transform, FoldKind kind) {
      this.loop = loop;
      this.filter = filter;
      this.transform = transform;
      this.kind = kind;
    }

    @Override
    Object value(Frame frame) {
      Object source = loop.range().value(frame);
      List<?> visited = Range.visited(source, frame.budget);
      if (visited == null) {
        return Range.problem(source);
      }
      Sink sink = sink(source, visited, frame);
      Object problem = visit(source, visited, sink, frame);
      return problem == null ? sink.result() : problem;
    }

    private Sink sink(Object source, List<?> visited, Frame frame) {
      return switch (kind) {
        case EXISTS_ONE -> new Count();
        case TRANSFORM_MAP -> new Values(source, visited, frame.budget);
        case TRANSFORM_MAP_ENTRY -> new Entries(frame.budget);
        default -> new Elements();
      };
    }

    /** Adds every element for which the filter holds; null, or the problem that there was. */
    private @Nullable Object visit(Object source, List<?> visited, Sink sink, Frame frame) {
      @Nullable Object doubt = null;
      int mark = loop.mark(frame);
      int end = mark;
      for (int i = 0, size = visited.size(); i < size; i++) {
        if (!loop.enter(source, visited, i, frame)) {
          return Errors.BUDGET;
        }
        Object problem = step(visited, i, sink, frame);
        end = loop.seen(frame, mark, end, i, problem != null && doubt == null);
        doubt = Errors.of(doubt, problem);
      }
      return doubt;
    }

    private @Nullable Object step(List<?> visited, int index, Sink sink, Frame frame) {
      int holds = filter == null ? TRUE : filter.truth(frame);
      if (holds != TRUE) {
        return holds == NONE ? frame.takeProblem() : null;
      }
      Object value = transform == null ? Range.visit(visited, index) : transform.value(frame);
      return Errors.isProblem(value) ? value : sink.add(index, value);
    }
  }

  /** Where a loop puts what it found. */
  private interface Sink {
    /** Takes what an iteration came to; null, or why it cannot. */
    @Nullable Object add(int index, Object value);

    Object result();
  }

  private static final class Count implements Sink {
    private int found;

    @Override
    public @Nullable Object add(int index, Object value) {
      found++;
      return null;
    }

    @Override
    public Object result() {
      return found == 1;
    }
  }

  private static final class Elements implements Sink {
    private final List<Object> elements = new ArrayList<>();

    @Override
    public @Nullable Object add(int index, Object value) {
      elements.add(value);
      return null;
    }

    @Override
    public Object result() {
      return Collections.unmodifiableList(elements);
    }
  }

  private static final class Values implements Sink {
    private final MapBuilder map = new MapBuilder();
    private final Object source;
    private final List<?> visited;
    private final Budget budget;

    Values(Object source, List<?> visited, Budget budget) {
      this.source = source;
      this.visited = visited;
      this.budget = budget;
    }

    @Override
    public @Nullable Object add(int index, Object value) {
      return map.put(Range.key(source, visited, index), value, budget);
    }

    @Override
    public Object result() {
      return map.build();
    }
  }

  private static final class Entries implements Sink {
    private final MapBuilder map = new MapBuilder();
    private final Budget budget;

    Entries(Budget budget) {
      this.budget = budget;
    }

    @Override
    public @Nullable Object add(int index, Object value) {
      return value instanceof Map<?, ?> entries ? map.putAll(entries, budget) : Errors.WRONG_TYPE;
    }

    @Override
    public Object result() {
      return map.build();
    }
  }
}
