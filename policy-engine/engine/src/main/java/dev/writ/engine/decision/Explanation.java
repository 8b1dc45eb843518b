package dev.writ.engine.decision;

import dev.writ.engine.expr.Trace;
import dev.writ.engine.value.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision with everything that was considered. Unlike a decision it evaluates every part of
 * every rule on the request's resource type; the decision in it is the one that {@code decide}
 * gives.
 *
 * @param permission the permission that the request needs
 * @param roles the plain roles held
 * @param rules the grants and rules considered, in the order of deciding
 * @param named what conditions asked for by name: derived roles, then lets
 * @param reads the properties that the decision read, as paths such as {@code resource.ownerId}
 */
public record Explanation(
    Decision decision,
    String permission,
    List<String> roles,
    List<Considered> rules,
    List<Named> named,
    List<String> reads) {

  /**
   * An expression that others ask for by its name, evaluated at most once a request.
   *
   * @param name {@code role:NAME} for the condition of a derived role, else that of the let
   * @param decided whether the decision asked for it; else only the explanation did
   */
  public record Named(String name, boolean decided, Trace trace) {}

  /**
   * One grant or rule.
   *
   * @param rule its id; {@code role:NAME} for a grant
   * @param effect {@code allow} or {@code deny}
   * @param file where it stands, or null for a grant
   * @param outcome of the whole
   * @param parts in the order of evaluation
   */
  public record Considered(
      String rule,
      String effect,
      @Nullable String file,
      int line,
      Outcome outcome,
      boolean determining,
      @Nullable String reason,
      List<Part> parts) {}

  /**
   * One part of a rule.
   *
   * @param name {@code resource}, {@code permission}, {@code roles}, {@code subjects}, {@code
   *     services}, {@code during}, {@code outside}, {@code when}, {@code unless}
   * @param text what the author wrote
   * @param outcome of the part: for {@code unless}, already negated
   * @param actual what the request has instead, for people; null for conditions
   * @param trace the condition's values, or null for parts that are not expressions
   */
  public record Part(
      String name, String text, Outcome outcome, @Nullable String actual, @Nullable Trace trace) {}
}
