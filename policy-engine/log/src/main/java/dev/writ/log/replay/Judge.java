package dev.writ.log.replay;

import dev.writ.engine.Engine;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.InvalidRecord;
import dev.writ.log.record.LogRecord;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.LogRecord.Target;
import dev.writ.log.record.RecordReader;
import dev.writ.log.record.RecordReader.Restored;
import dev.writ.log.record.StoredEntities;
import dev.writ.log.replay.Tally.Place;
import dev.writ.log.store.LogReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides records again, one after the other, for one thread. */
final class Judge {
  private static final Decision OPEN =
      new Decision(
          Verdict.UNDECIDABLE,
          List.of(),
          "what it depends on was not stored or was deleted",
          Map.of(),
          List.of(),
          List.of());

  private final Function<Revision, @Nullable Engine> deciding;
  private final Function<Revision, @Nullable Engine> recorded;
  private final Tally tally = new Tally();

  Judge(
      Function<Revision, @Nullable Engine> deciding,
      Function<Revision, @Nullable Engine> recorded) {
    this.deciding = deciding;
    this.recorded = recorded;
  }

  Tally tally() {
    return tally;
  }

  void judge(LogReader.Stored entry) {
    Restored restored;
    try {
      restored = RecordReader.read(entry.leaf(), Disclosures.of(entry.disclosures()));
    } catch (InvalidRecord unreadable) {
      tally.unreadable();
      return;
    }
    switch (restored.record()) {
      case Decided decided -> decided(entry.index(), decided, restored);
      case Searched searched -> searched(entry.index(), searched, restored);
      default -> {}
    }
  }

  private void decided(long index, Decided decided, Restored restored) {
    var record = decided.decision();
    if (record.revision().equals(LogRecord.NO_POLICIES)) {
      tally.notByPolicies();
      return;
    }
    Engine engine = deciding.apply(record.revision());
    if (engine == null) {
      tally.withoutPolicies();
      return;
    }
    var place = new Place(index, record.id(), record.time());
    AccessRequest request = ask(record.request(), decided.ofPolicies());
    Decision after = restored.missing().isEmpty() ? engine.decide(request) : OPEN;
    if (restored.partial() && matters(request, engine, record.revision(), record.decision())) {
      after = OPEN;
    }
    settle(place, request, record.decision(), after, restored.partial());
  }

  /** What the policy set itself knew, the deciding one knows as it is now. */
  private static AccessRequest ask(AccessRequest request, boolean ofPolicies) {
    return ofPolicies ? StoredEntities.with(request, null) : request;
  }

  private boolean matters(
      AccessRequest request, Engine engine, Revision revision, Decision before) {
    Engine then = recorded.apply(revision);
    Program program = then == null ? null : then.program();
    return Unknowns.matter(request, engine.program(), program, before);
  }

  /**
   * @param answerOnly whether the answer alone is compared: what of several rules determines it can
   *     depend on something unknown even where the answer does not
   */
  private void settle(
      Place place, AccessRequest request, Decision before, Decision after, boolean answerOnly) {
    if (after.verdict() == Verdict.UNDECIDABLE) {
      tally.undecidable(place, request, before, after);
      return;
    }
    boolean sameAnswer = after.verdict() == before.verdict();
    Change change = answerOnly && sameAnswer ? null : Change.between(before, after);
    if (change == null) {
      tally.same();
    } else {
      tally.changed(change, place, request, before, after);
    }
  }

  private void searched(long index, Searched searched, Restored restored) {
    Engine engine = deciding.apply(searched.revision());
    Set<String> found = new HashSet<>(searched.found());
    for (String candidate : searched.considered()) {
      if (searched.revision().equals(LogRecord.NO_POLICIES)) {
        tally.notByPolicies();
      } else if (engine == null) {
        tally.withoutPolicies();
      } else {
        AccessRequest request =
            with(ask(searched.template(), searched.ofPolicies()), searched.target(), candidate);
        var place = new Place(index, searched.id(), searched.time());
        candidate(place, request, engine, searched, restored, found.contains(candidate));
      }
    }
  }

  private void candidate(
      Place place,
      AccessRequest request,
      Engine engine,
      Searched searched,
      Restored restored,
      boolean found) {
    boolean open =
        !restored.missing().isEmpty()
            || !searched.ofPolicies() && searched.target() != Target.ACTION;
    Decision after = open ? OPEN : engine.decide(request);
    Decision before = answer(found);
    if (restored.partial() && matters(request, engine, searched.revision(), before)) {
      after = OPEN;
    }
    settle(place, request, before, after, true);
  }

  /** Of a candidate the log has the answer alone. */
  private static Decision answer(boolean allowed) {
    Verdict verdict = allowed ? Verdict.ALLOW : Verdict.DENY;
    return new Decision(verdict, List.of(), null, Map.of(), List.of(), List.of());
  }

  private static AccessRequest with(AccessRequest template, Target target, String candidate) {
    Subject subject = template.subject();
    Resource resource = template.resource();
    return new AccessRequest(
        target == Target.SUBJECT
            ? new Subject(subject.type(), candidate, subject.properties())
            : subject,
        target == Target.ACTION ? new Action(candidate) : template.action(),
        target == Target.RESOURCE
            ? new Resource(resource.type(), candidate, resource.properties())
            : resource,
        template.context(),
        template.service(),
        template.peer(),
        template.token(),
        template.verified(),
        template.stored(),
        template.now());
  }
}
