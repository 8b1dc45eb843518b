package dev.writ.engine.expr;

import java.util.Objects;

/** Evaluates a node and notes what it came to. */
final class Traced extends Node {
  private final Node node;
  private final int span;

  Traced(Node node, int span) {
    this.node = node;
    this.span = span;
  }

  private static Recorder recorder(Frame frame) {
    return Objects.requireNonNull(frame.recorder);
  }

  @Override
  Object value(Frame frame) {
    int mark = recorder(frame).mark();
    Object value = node.value(frame);
    recorder(frame).note(mark, span, value);
    return value;
  }

  @Override
  int truth(Frame frame) {
    int mark = recorder(frame).mark();
    int truth = node.truth(frame);
    recorder(frame).note(mark, span, seen(frame, truth == TRUE));
    return truth;
  }

  @Override
  long integer(Frame frame) {
    int mark = recorder(frame).mark();
    long number = node.integer(frame);
    recorder(frame).note(mark, span, seen(frame, number));
    return number;
  }

  @Override
  double real(Frame frame) {
    int mark = recorder(frame).mark();
    double number = node.real(frame);
    recorder(frame).note(mark, span, seen(frame, number));
    return number;
  }

  private static Object seen(Frame frame, Object value) {
    return frame.problem != null ? frame.problem : value;
  }

  @Override
  void skip(Frame frame) {
    recorder(frame).skip(span);
  }

  @Override
  void show(Frame frame) {
    recorder(frame).show(this, frame);
  }
}
