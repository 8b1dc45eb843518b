package dev.writ.engine.decision;

import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the decision log keeps of one decision: enough to decide it again.
 *
 * @param id of the decision, unique across instances; also in the answer
 * @param time when the answer was made; {@code request.now()} is what policies saw
 * @param instance which PDP or agent decided
 * @param kind evaluation, item of a batch, candidate of a search, ...
 * @param request everything the decision depended on; {@code stored} holds what the policy set or
 *     the store had of the two entities, whole
 * @param decision the answer
 * @param revision which policies decided
 * @param latency from the request's arrival to the answer
 * @param requestId the caller's {@code X-Request-ID}, or null
 * @param traceId the caller's trace, 32 hexadecimal digits, or null
 */
public record DecisionRecord(
    String id,
    Instant time,
    String instance,
    Kind kind,
    AccessRequest request,
    Decision decision,
    Revision revision,
    Duration latency,
    @Nullable String requestId,
    @Nullable String traceId) {

  /** Through which door a decision was asked for. */
  public enum Kind {
    EVALUATION,
    BATCH_ITEM,
    SEARCH,
    EXPLANATION,
    EXTERNAL_AUTHORIZATION,
    /** Whether a peer may do an operation here, where policies decide that. */
    PEER_OPERATION
  }
}
