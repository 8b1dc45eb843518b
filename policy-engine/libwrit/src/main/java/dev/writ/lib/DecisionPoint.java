package dev.writ.lib;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.Batch;
import dev.writ.authzen.ExplanationJson;
import dev.writ.authzen.Question;
import dev.writ.authzen.RecordIds;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleKey;
import dev.writ.engine.bundle.BundleVerifier;
import dev.writ.engine.bundle.InvalidBundle;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.bundle.TrustedKeys;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Explanation;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.Service.Source;
import dev.writ.engine.request.SpiffeId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a verified bundle, which can be replaced at any moment. The process that it lives in
 * is its peer and is believed as a peer on the decision point's own machine is. Thread-safe.
 */
final class DecisionPoint {
  /** The most bytes of a request: that of the decision point over HTTP. */
  static final int MAX_REQUEST = 1 << 20;

  private final TrustedKeys trusted;
  private final Workload workload;
  private final InstantSource clock;
  private volatile Bundle bundle;

  /** What the process is: known or not, and if known, perhaps nothing with a SPIFFE ID. */
  private record Workload(boolean known, @Nullable Service service) {

    static Workload of(@Nullable String stated) throws CallFailed {
      SpiffeId id = stated == null ? null : SpiffeId.parse(stated);
      if (stated != null && !stated.isEmpty() && id == null) {
        throw new CallFailed(Status.INVALID_ARGUMENT, "the service is not a SPIFFE ID");
      }
      return new Workload(stated != null, id == null ? null : new Service(id, Source.VOUCHED));
    }

    /** Refuses a bundle where a decision could turn on what is not known here. */
    Bundle able(Bundle bundle) throws CallFailed {
      if (bundle.needs().contains(Need.EXTERNAL_ENTITIES)) {
        throw new CallFailed(
            Status.UNSUPPORTED,
            "decisions by this bundle need entities that only a decision point has: ask one");
      }
      if (!known && bundle.needs().contains(Need.SERVICE_IDENTITY)) {
        throw new CallFailed(
            Status.UNSUPPORTED,
            "decisions by this bundle need the calling service: say which this process is, or none");
      }
      return bundle;
    }
  }

  private DecisionPoint(
      TrustedKeys trusted, Workload workload, InstantSource clock, Bundle bundle) {
    this.trusted = trusted;
    this.workload = workload;
    this.clock = clock;
    this.bundle = bundle;
  }

  /**
   * Opens a bundle.
   *
   * @param pem the public keys, any one of which must have signed it and those that follow it
   * @param lastSequence the highest sequence seen, or {@link Bundle#NONE_SEEN}
   * @param service the SPIFFE ID of this process, empty where it has none, null where nobody says
   * @throws CallFailed if it is not to be decided by
   */
  static DecisionPoint open(
      byte[] bytes, String pem, long lastSequence, @Nullable String service, InstantSource clock)
      throws CallFailed {
    TrustedKeys trusted = keys(pem);
    Workload workload = Workload.of(service);
    Bundle bundle = workload.able(verified(bytes, trusted, lastSequence, clock));
    return new DecisionPoint(trusted, workload, clock, bundle);
  }

  /**
   * Decides by another bundle from now on: one of the same keys, and of no lower sequence.
   *
   * @throws CallFailed if it is not to be decided by; the one before goes on
   */
  synchronized void swap(byte[] bytes) throws CallFailed {
    bundle = workload.able(verified(bytes, trusted, bundle.sequence(), clock));
  }

  /** The bundle that decides, even where its time is over. */
  Bundle bundle() {
    return bundle;
  }

  /** Answers an AuthZEN evaluation. */
  Reply decide(byte[] body) throws CallFailed {
    try {
      Moment moment = now();
      return moment.reply(Question.of(members(body), null));
    } catch (InvalidRequest e) {
      throw invalid(e);
    }
  }

  /** Answers AuthZEN evaluations, all by the same bundle and at the same time. */
  Reply decideAll(byte[] body) throws CallFailed {
    try {
      Moment moment = now();
      Members members = members(body);
      if (Batch.listed(members).isEmpty()) {
        return moment.reply(Question.of(members, null));
      }
      Batch batch = Batch.of(members, null);
      return new Reply(false, JsonWriter.bytes(json -> batch.write(json, moment::answer)));
    } catch (InvalidRequest e) {
      throw invalid(e);
    }
  }

  /**
   * Answers an AuthZEN evaluation with everything that was considered.
   *
   * @param body as for {@link #decide}
   */
  Reply explain(byte[] body) throws CallFailed {
    try {
      Moment moment = now();
      return moment.explained(Question.of(members(body), null));
    } catch (InvalidRequest e) {
      throw invalid(e);
    }
  }

  /** Answers an evaluation in the binary form, as the agent does on its socket. */
  Reply decideBinary(byte[] message) throws CallFailed {
    try {
      Moment moment = now();
      Evaluation evaluation = BinaryForm.read(message);
      Decided answer = moment.answer(evaluation.question());
      return new Reply(answer.allowed(), BinaryForm.answer(answer, evaluation.full()));
    } catch (InvalidRequest e) {
      throw invalid(e);
    }
  }

  /** What all evaluations of a call have in common. */
  private record Moment(Bundle bundle, @Nullable Service service, Instant now) {

    Reply reply(Question question) {
      Decided answer = answer(question);
      return new Reply(answer.allowed(), AnswerJson.bytes(answer));
    }

    Reply explained(Question question) {
      Explanation explanation = bundle.engine().explain(request(question));
      Decided answer = decided(explanation.decision());
      byte[] bytes = ExplanationJson.bytes(bundle.program(), answer, explanation);
      return new Reply(answer.allowed(), bytes);
    }

    Decided answer(Question question) {
      return decided(bundle.engine().decide(request(question)));
    }

    private Decided decided(Decision decision) {
      String id = RecordIds.at(now.toEpochMilli());
      return new Decided(id, bundle.program().revision(), decision);
    }

    private AccessRequest request(Question question) {
      return Question.checked(
          new AccessRequest(
              question.subject(),
              question.action(),
              question.resource(),
              question.context(),
              service,
              Peer.LOCAL,
              null,
              false,
              null,
              now));
    }
  }

  private Moment now() throws CallFailed {
    Instant now = clock.instant();
    Bundle current = bundle;
    if (current.expired(now)) {
      throw new CallFailed(
          Status.EXPIRED,
          "the bundle ran out at %s: fetch a newer one".formatted(current.notAfter()));
    }
    return new Moment(current, workload.service(), now);
  }

  private static Members members(byte[] body) {
    return Members.of(StrictJson.readObject(body));
  }

  private static CallFailed invalid(InvalidRequest e) {
    return new CallFailed(Status.INVALID_REQUEST, e.reason());
  }

  private static TrustedKeys keys(String pem) throws CallFailed {
    try {
      return TrustedKeys.anyOf(BundleKey.parse(pem));
    } catch (IllegalArgumentException e) {
      throw new CallFailed(Status.INVALID_BUNDLE, "the trusted keys: " + e.getMessage());
    }
  }

  private static Bundle verified(
      byte[] bytes, TrustedKeys trusted, long lastSequence, InstantSource clock) throws CallFailed {
    try {
      return BundleVerifier.open(bytes, trusted, lastSequence, clock.instant());
    } catch (InvalidBundle e) {
      throw new CallFailed(Status.INVALID_BUNDLE, e.problem() + ": " + e.getMessage());
    }
  }
}
