package dev.writ.engine.expr;

import dev.writ.engine.expr.function.Errors;
import dev.writ.engine.expr.function.MapBuilder;
import dev.writ.engine.program.Expr.FoldKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
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
    /** The Range, or the problem in place of it. */
    Object open(Frame frame) {
      return Range.over(range.value(frame), frame.budget);
    }

    /** Begins an iteration, if the budget allows one. */
    boolean enter(Range over, int index, Frame frame) {
      if (!frame.budget.take(weight)) {
        return false;
      }
      over.bind(frame, first, second, index);
      return true;
    }

    int mark(Frame frame) {
      return shown ? Objects.requireNonNull(frame.recorder).mark() : 0;
    }

    int seen(Frame frame, int mark, int end, int index, boolean decided) {
      return shown
          ? Objects.requireNonNull(frame.recorder).iterated(mark, end, index, decided)
          : 0;
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
      Object value = loop.range().value(frame);
      if (value instanceof List<?> list && list instanceof RandomAccess) {
        // apart from the other kinds, so that the Range need not be allocated
        return test(Range.of(list), frame);
      }
      Object over = Range.over(value, frame.budget);
      return over instanceof Range range ? test(range, frame) : frame.none(over);
    }

    private int test(Range range, Frame frame) {
      @Nullable Object doubt = null;
      int mark = loop.mark(frame);
      int end = mark;
      for (int i = 0, size = range.size(); i < size; i++) {
        if (!loop.enter(range, i, frame)) {
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
      Object over = loop.open(frame);
      if (!(over instanceof Range range)) {
        return over;
      }
      return switch (kind) {
        case EXISTS_ONE -> {
          var count = new Count();
          Object problem = visit(range, count, frame);
          yield problem != null ? problem : (Object) (count.value == 1);
        }
        case FILTER, MAP -> {
          var elements = new Elements();
          Object problem = visit(range, elements, frame);
          yield problem != null ? problem : Collections.unmodifiableList(elements.list);
        }
        default -> {
          var entries = new Entries(kind == FoldKind.TRANSFORM_MAP_ENTRY);
          Object problem = visit(range, entries, frame);
          yield problem != null ? problem : entries.map.build();
        }
      };
    }

    /** Adds every element for which the filter holds; null, or the problem that there was. */
    private @Nullable Object visit(Range range, Sink sink, Frame frame) {
      @Nullable Object doubt = null;
      int mark = loop.mark(frame);
      int end = mark;
      for (int i = 0, size = range.size(); i < size; i++) {
        if (!loop.enter(range, i, frame)) {
          return Errors.BUDGET;
        }
        Object problem = step(range, i, sink, frame);
        end = loop.seen(frame, mark, end, i, problem != null && doubt == null);
        doubt = Errors.of(doubt, problem);
      }
      return doubt;
    }

    private @Nullable Object step(Range range, int index, Sink sink, Frame frame) {
      int holds = filter == null ? TRUE : filter.truth(frame);
      if (holds != TRUE) {
        return holds == NONE ? frame.takeProblem() : null;
      }
      Object value = transform == null ? range.visit(index) : transform.value(frame);
      return Errors.isProblem(value) ? value : sink.add(range, index, value, frame);
    }
  }

  /** Where a loop puts what it found. */
  private interface Sink {
    /** Takes one; null, or why it cannot. */
    @Nullable Object add(Range range, int index, Object value, Frame frame);
  }

  private static final class Count implements Sink {
    private int value;

    @Override
    public @Nullable Object add(Range range, int index, Object element, Frame frame) {
      value++;
      return null;
    }
  }

  private static final class Elements implements Sink {
    private final List<Object> list = new ArrayList<>();

    @Override
    public @Nullable Object add(Range range, int index, Object value, Frame frame) {
      list.add(value);
      return null;
    }
  }

  private static final class Entries implements Sink {
    private final MapBuilder map = new MapBuilder();
    private final boolean unite;

    Entries(boolean unite) {
      this.unite = unite;
    }

    @Override
    public @Nullable Object add(Range range, int index, Object value, Frame frame) {
      if (!unite) {
        return map.put(range.key(index), value, frame.budget);
      }
      return value instanceof Map<?, ?> entries
          ? map.putAll(entries, frame.budget)
          : Errors.WRONG_TYPE;
    }
  }
}
