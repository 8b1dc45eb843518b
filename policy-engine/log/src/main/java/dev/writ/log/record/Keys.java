package dev.writ.log.record;

import dev.writ.engine.program.Revision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.LogRead;
import dev.writ.log.record.LogRecord.PolicyLoaded;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.store.IndexKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Under which a record is found again. */
public final class Keys {
  private Keys() {}

  /** The keys of a record; subject and resource are {@code TYPE:ID}. */
  public static IndexKeys of(LogRecord record) {
    return switch (record) {
      case Decided(var decision, var ofPolicies) ->
          of(
              record,
              decision.request(),
              RecordType.id(decision.decision().verdict()),
              decision.decision().rules(),
              decision.revision());
      case Searched searched ->
          of(record, searched.template(), null, List.of(), searched.revision());
      case LogRead read -> plain(record, read.peer().id(), null);
      case PolicyLoaded loaded -> plain(record, null, loaded.revision().hash());
      default -> plain(record, null, null);
    };
  }

  private static IndexKeys of(
      LogRecord record,
      AccessRequest request,
      @Nullable String verdict,
      List<String> rules,
      Revision revision) {
    return new IndexKeys(
        record.time(),
        record.id(),
        entity(request.subject().type(), request.subject().id()),
        entity(request.resource().type(), request.resource().id()),
        request.action().name(),
        request.peer().id(),
        verdict,
        rules,
        revision.hash());
  }

  /** The text of a subject or resource under which it is found. */
  public static String entity(String type, String id) {
    return type + ":" + id;
  }

  private static IndexKeys plain(
      LogRecord record, @Nullable String peer, @Nullable String revision) {
    return new IndexKeys(
        record.time(), record.id(), null, null, null, peer, null, List.of(), revision);
  }
}
