package dev.writ.engine.expr;

import dev.writ.engine.expr.Trace.NotEvaluated;
import dev.writ.engine.expr.function.Budget;
import java.util.ArrayList;
import java.util.List;

/** Collects the value tree of one traced evaluation. */
final class Recorder {
  /**
   * What a trace may take for what its condition evaluates, and as much again for the rest. More
   * than the condition's own budget, for a trace computes nothing when linking.
   */
  static final int STEPS = 2 * Budget.CONDITION_STEPS;

  /** Finished nodes whose parent is not finished yet. */
  private final List<Trace.Node> nodes = new ArrayList<>();

  private long asideSteps = STEPS;

  /** Where the children of a node begin that is about to be evaluated. */
  int mark() {
    return nodes.size();
  }

  /** Finishes a node: everything since its mark is its children. */
  void note(int mark, int span, Object value) {
    List<Trace.Node> children = nodes.subList(mark, nodes.size());
    var node = new Trace.Node(span, value, children);
    children.clear();
    nodes.add(node);
  }

  /** Notes a node that nothing asked for. */
  void skip(int span) {
    nodes.add(new Trace.Node(span, NotEvaluated.NOT_EVALUATED, List.of()));
  }

  /** Evaluates a node beside the condition: on a budget of its own, without a result. */
  void show(Node node, Frame frame) {
    if (asideSteps < 0) {
      node.skip(frame);
      return;
    }
    long left = frame.budget.left();
    frame.budget.open(asideSteps);
    node.value(frame);
    asideSteps = frame.budget.left();
    frame.budget.open(left);
  }

  /**
   * Keeps of a loop's iterations the one that decided, else the first.
   *
   * @param mark where the loop's iterations begin
   * @param end where the kept one ends
   * @return where the kept one ends now
   */
  int iterated(int mark, int end, int iteration, boolean decided) {
    if (iteration == 0) {
      return nodes.size();
    }
    if (decided) {
      nodes.subList(mark, end).clear();
      return nodes.size();
    }
    nodes.subList(end, nodes.size()).clear();
    return end;
  }

  /** The whole tree. */
  Trace.Node root(int span, Object value) {
    if (nodes.isEmpty()) {
      return new Trace.Node(span, value, List.of());
    }
    Trace.Node root = nodes.get(nodes.size() - 1);
    return new Trace.Node(root.span(), value, root.children());
  }
}
