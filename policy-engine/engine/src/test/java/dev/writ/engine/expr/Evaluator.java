package dev.writ.engine.expr;

import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Schema;
import dev.writ.engine.value.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links and evaluates expressions on the properties of a resource, and counts what was read. */
final class Evaluator implements Inputs {
  static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private final Map<String, Object> resource;
  private final List<String> read = new ArrayList<>();
  private final Linker linker;
  private @Nullable Frame frame;

  Evaluator(Map<String, Object> resource, Expr... lets) {
    this.resource = new HashMap<>(resource);
    linker = new Linker(program(lets));
  }

  static Program program(Expr... lets) {
    List<Let> named = new ArrayList<>();
    for (Expr let : lets) {
      named.add(new Let("test/let", Exprs.expression(let)));
    }
    return new Program(
        "test",
        new Revision("0".repeat(64), null),
        List.of(),
        List.of(),
        List.of(),
        named,
        List.of(),
        List.of(),
        List.of(),
        Schema.NONE,
        Entities.NONE);
  }

  static Object value(Expr expr, Map<String, Object> resource) {
    return new Evaluator(resource).evaluate(expr);
  }

  static Object value(Expr expr) {
    return value(expr, Map.of());
  }

  Condition condition(Expr expr) {
    return linker.condition(Exprs.expression(expr));
  }

  Computation computation(Expr expr) {
    return linker.computation(Exprs.expression(expr));
  }

  /** The frame, for a request that begins with the first call; nothing is linked after it. */
  Frame frame() {
    if (frame == null) {
      frame = new Frame(linker.layout());
      frame.begin(this, NOW);
    }
    return frame;
  }

  Outcome test(Expr expr) {
    return condition(expr).test(frame());
  }

  Object evaluate(Expr expr) {
    return computation(expr).evaluate(frame());
  }

  Trace trace(Expr expr) {
    Expression expression = Exprs.expression(expr);
    linker.condition(expression);
    return linker.trace(expression, frame());
  }

  /** The properties that were asked for, each time. */
  List<String> read() {
    return read;
  }

  @Override
  public @Nullable Object property(Root root, String name) {
    read.add(name);
    return root == Root.RESOURCE ? resource.get(name) : null;
  }

  @Override
  public @Nullable Object variable(Root root) {
    return root == Root.RESOURCE ? resource : null;
  }
}
