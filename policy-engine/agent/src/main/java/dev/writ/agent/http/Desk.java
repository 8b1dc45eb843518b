package dev.writ.agent.http;

import dev.writ.agent.decide.Answers;
import dev.writ.agent.decide.Call;
import dev.writ.agent.policy.Policies;
import dev.writ.agent.policy.PolicyState;
import dev.writ.agent.policy.PolicyState.Missing;
import dev.writ.agent.policy.PolicyState.Serving;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.request.Peer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends requests to where they can be answered: mostly here, else at the decision point. */
public final class Desk {
  private static final String NOBODY = "the agent cannot verify tokens and knows no decision point";
  private static final String SILENCE = "the decision point did not answer";

  private final Policies policies;
  private final Answers answers;
  private final @Nullable DecisionPoint pdp;
  private final Operations operations;
  private final Clock clock;

  /** The decision point, for what an agent lacks. */
  public interface DecisionPoint {
    /**
     * Its answer, which may be of status 200 or 400.
     *
     * @return fails if there is none
     */
    CompletableFuture<Reply> ask(Ask ask);
  }

  /**
   * A request as it came.
   *
   * @param path of the endpoint
   * @param subjectToken the header {@code Subject-Token}, or null
   * @param requestId the header {@code X-Request-ID}, or null
   * @param traceParent the header {@code traceparent}, or null
   */
  public record Ask(
      String path,
      byte[] body,
      @Nullable String subjectToken,
      @Nullable String requestId,
      @Nullable String traceParent) {}

  /** An answer in HTTP's terms. */
  public record Reply(int status, byte[] body) {}

  /**
   * A desk.
   *
   * @param pdp answers what the agent cannot, or null
   */
  public Desk(
      Policies policies,
      Answers answers,
      @Nullable DecisionPoint pdp,
      Operations operations,
      Clock clock) {
    this.policies = policies;
    this.answers = answers;
    this.pdp = pdp;
    this.operations = operations;
    this.clock = clock;
  }

  /** What the agent says of itself. */
  Operations operations() {
    return operations;
  }

  /** Answers a message of the binary form; what the agent lacks is denied. */
  CompletableFuture<byte[]> message(byte[] message, Peer peer) {
    var call = new Call(peer, clock.instant(), System.nanoTime(), null, null);
    return answers.message(message, policies.current(), call);
  }

  /**
   * Answers an evaluation, or several.
   *
   * @throws dev.writ.authzen.json.InvalidRequest if the body says nothing decidable
   */
  CompletableFuture<Reply> evaluate(Ask ask, Peer peer) {
    PolicyState state = policies.current();
    var call = new Call(peer, clock.instant(), System.nanoTime(), ask.requestId(), trace(ask));
    boolean lacks = ask.subjectToken() != null || lacksEntities(state);
    if (!lacks) {
      return here(ask, state, call);
    }
    if (pdp != null) {
      return pdp.ask(ask).exceptionallyCompose(failure -> here(ask, new Missing(SILENCE), call));
    }
    return here(ask, ask.subjectToken() == null ? state : new Missing(NOBODY), call);
  }

  private CompletableFuture<Reply> here(Ask ask, PolicyState state, Call call) {
    CompletableFuture<byte[]> answer =
        ask.path().equals(Paths.EVALUATION)
            ? answers.evaluation(ask.body(), state, call)
            : answers.evaluations(ask.body(), state, call);
    return answer.thenApply(body -> new Reply(200, body));
  }

  private static boolean lacksEntities(PolicyState state) {
    return state instanceof Serving serving
        && serving.bundle().needs().contains(Need.EXTERNAL_ENTITIES);
  }

  /** The trace of W3C's {@code traceparent}, or null. */
  private static @Nullable String trace(Ask ask) {
    String parent = ask.traceParent();
    return parent != null && parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
        ? parent.substring(3, 35)
        : null;
  }
}
