package dev.writ.log.record;

import dev.writ.engine.decision.DecisionRecord;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the decision log. Every record has an id that is unique across instances, the time
 * at which it was made and the instance that made it.
 */
public sealed interface LogRecord {
  /**
   * The revision of what no policies decided: denied because none were loaded, or because the
   * subject's token is not believed.
   */
  Revision NO_POLICIES = new Revision("0".repeat(64), null);

  String id();

  Instant time();

  String instance();

  /**
   * One decision: an evaluation, an item of a batch, an explanation, an external authorization.
   *
   * @param decision its request has {@code stored}, so that it can be decided again
   * @param ofPolicies whether {@code stored} is what the policy set itself has, else a property
   *     source's
   */
  record Decided(DecisionRecord decision, boolean ofPolicies) implements LogRecord {
    /** Completes a decision with the entities that the program had of subject and resource. */
    public static Decided of(DecisionRecord decision, Program program) {
      if (decision.request().stored() != null) {
        return new Decided(decision, false);
      }
      AccessRequest whole = StoredEntities.complete(decision.request(), program);
      return new Decided(
          new DecisionRecord(
              decision.id(),
              decision.time(),
              decision.instance(),
              decision.kind(),
              whole,
              decision.decision(),
              decision.revision(),
              decision.latency(),
              decision.requestId(),
              decision.traceId()),
          true);
    }

    @Override
    public String id() {
      return decision.id();
    }

    @Override
    public Instant time() {
      return decision.time();
    }

    @Override
    public String instance() {
      return decision.instance();
    }
  }

  /**
   * One page of a search: the question, everyone who was asked about, and who was found.
   *
   * @param template the request; what is searched for holds a placeholder
   * @param ofPolicies as for a decision
   * @param considered the candidates, in the order in which they were asked about
   * @param found those of them that are allowed
   */
  record Searched(
      String id,
      Instant time,
      String instance,
      Target target,
      AccessRequest template,
      boolean ofPolicies,
      List<String> considered,
      List<String> found,
      Revision revision,
      Duration latency,
      @Nullable String requestId,
      @Nullable String traceId)
      implements LogRecord {
    public Searched {
      considered = List.copyOf(considered);
      found = List.copyOf(found);
    }

    /** The same with the entities that the program had of the template's subject and resource. */
    public Searched completedBy(Program program) {
      return template.stored() != null
          ? this
          : new Searched(
              id,
              time,
              instance,
              target,
              StoredEntities.complete(template, program),
              true,
              considered,
              found,
              revision,
              latency,
              requestId,
              traceId);
    }
  }

  /** What a search looks for. */
  enum Target {
    SUBJECT,
    RESOURCE,
    ACTION;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The public name, such as {@code subject}. */
    public String id() {
      return id;
    }
  }

  /**
   * The decision point started.
   *
   * @param version of the software
   * @param settings names and values of the settings that shape the log; never secrets
   */
  record Started(
      String id, Instant time, String instance, String version, Map<String, String> settings)
      implements LogRecord {
    public Started {
      settings = Map.copyOf(settings);
    }
  }

  /** The decision point stopped in an orderly way. */
  record Stopped(String id, Instant time, String instance) implements LogRecord {}

  /**
   * From here on this policy set decides.
   *
   * @param name the repository's name
   */
  record PolicyLoaded(String id, Instant time, String instance, String name, Revision revision)
      implements LogRecord {}

  /**
   * A policy set was refused; the one before still decides.
   *
   * @param revision of the refused set, or null where it could not be read
   * @param problems how many there are
   */
  record PolicyRejected(
      String id, Instant time, String instance, @Nullable Revision revision, long problems)
      implements LogRecord {}

  /**
   * The configuration changed.
   *
   * @param keys the settings that changed; their values stay out of the log
   */
  record ConfigurationChanged(String id, Instant time, String instance, List<String> keys)
      implements LogRecord {
    public ConfigurationChanged {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Records are missing here.
   *
   * @param count how many, or null where nobody knows
   * @param reason why, such as {@code queue-full} or {@code unclean-stop}
   */
  record Gap(String id, Instant time, String instance, @Nullable Long count, String reason)
      implements LogRecord {}

  /**
   * Somebody read the log.
   *
   * @param filter what was asked for, by the filter's names
   * @param count how many records were given out
   */
  record LogRead(
      String id, Instant time, String instance, Peer peer, Map<String, String> filter, long count)
      implements LogRecord {
    public LogRead {
      filter = Map.copyOf(filter);
    }
  }

  /**
   * Values that were kept beside the log were deleted.
   *
   * @param by who asked for it
   * @param selection what was asked for, by the selection's names; never a deleted value
   * @param digests of the values deleted, base64url
   */
  record Redacted(
      String id,
      Instant time,
      String instance,
      String by,
      Map<String, String> selection,
      List<String> digests)
      implements LogRecord {
    public Redacted {
      selection = Map.copyOf(selection);
      digests = List.copyOf(digests);
    }
  }

  /**
   * Old entries were deleted; their hashes stay.
   *
   * @param disclosuresOnly whether the entries stay and only what lay beside them was deleted
   * @param from the first entry's index
   * @param to the index after the last one's
   */
  record Pruned(
      String id, Instant time, String instance, boolean disclosuresOnly, long from, long to)
      implements LogRecord {}

  /**
   * A caller was turned away at the door.
   *
   * @param peer who it claims or proved to be, or null where it said nothing
   * @param status the HTTP status, 401 or 403
   * @param code why, such as {@code token-expired}
   * @param path what was asked for, without its query
   */
  record Refused(
      String id,
      Instant time,
      String instance,
      @Nullable String peer,
      int status,
      String code,
      String path)
      implements LogRecord {}
}
