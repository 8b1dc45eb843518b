package dev.writ.bench;

import dev.writ.engine.expr.Condition;
import dev.writ.engine.expr.Frame;
import dev.writ.engine.expr.Linker;
import dev.writ.engine.program.Program;
import dev.writ.engine.value.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** A condition linked by the engine, on inputs that are plain maps. */
final class LinkedCondition {
  private final Condition condition;
  private final Frame frame;
  private final MapInputs inputs;
  private final Instant now;

  LinkedCondition(String cel, Map<String, Map<String, Object>> request, Instant now) {
    Program program = Policies.ofCondition(cel);
    Linker linker = new Linker(program);
    condition = linker.condition(Objects.requireNonNull(program.rules().getFirst().when()));
    frame = new Frame(linker.layout());
    inputs = new MapInputs(request);
    this.now = now;
  }

  boolean test() {
    frame.begin(inputs, now);
    return condition.test(frame) == Outcome.TRUE;
  }
}
