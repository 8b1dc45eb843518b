package dev.writ.engine;

import dev.writ.engine.decide.Explainer;
import dev.writ.engine.decide.LinkedProgram;
import dev.writ.engine.decide.Session;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;

/**
 * Decides access requests by one program. Everything a decision depends on is an argument: the same
 * program, request and instant give the same decision anywhere. Immutable and thread-safe.
 */
public final class Engine {
  private final Program program;
  private final LinkedProgram linked;
  private final ThreadLocal<Session> sessions;

  private Engine(Program program) {
    this.program = program;
    this.linked = new LinkedProgram(program);
    this.sessions = ThreadLocal.withInitial(() -> new Session(linked));
  }

  /**
   * Links a program.
   *
   * @throws dev.writ.engine.program.InvalidProgram where the program breaks a rule of its format
   */
  public static Engine link(Program program) {
    return new Engine(program);
  }

  /** Decides a request. Never throws for what a request or a policy holds. */
  public Decision decide(AccessRequest request) {
    return sessions.get().decide(request);
  }

  /** Decides a request and shows every rule on its resource type with the values it saw. */
  public Explanation explain(AccessRequest request) {
    return new Explainer(linked).explain(request);
  }

  /** What this engine decides by. */
  public Program program() {
    return program;
  }
}
