package dev.writ.log.record;

import dev.writ.engine.program.Revision;
import dev.writ.engine.request.Peer;
import dev.writ.log.record.LogRecord.ConfigurationChanged;
import dev.writ.log.record.LogRecord.Gap;
import dev.writ.log.record.LogRecord.LogRead;
import dev.writ.log.record.LogRecord.PolicyLoaded;
import dev.writ.log.record.LogRecord.PolicyRejected;
import dev.writ.log.record.LogRecord.Pruned;
import dev.writ.log.record.LogRecord.Redacted;
import dev.writ.log.record.LogRecord.Refused;
import dev.writ.log.record.LogRecord.Started;
import dev.writ.log.record.LogRecord.Stopped;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Reads leaves as the records that were written. Thread-safe. */
public final class RecordReader {
  /** The one member of what stands in place of an output that was deleted. */
  public static final String UNKNOWN = "?";

  private RecordReader() {}

  /**
   * A record as far as it can be restored.
   *
   * @param record property values that were deleted or never stored are {@link
   *     dev.writ.engine.value.Unknown}
   * @param missing paths of what else was deleted, such as {@code subject.id}; a placeholder or
   *     nothing stands there, so a record that has any can be shown and not decided again
   * @param partial whether anything at all is unknown for want of its disclosure
   */
  public record Restored(LogRecord record, Set<String> missing, boolean partial) {}

  /**
   * Reads a leaf.
   *
   * @throws InvalidRecord where it is no record of this version
   */
  public static Restored read(byte[] leaf, Disclosures disclosures) {
    Set<String> missing = new HashSet<>();
    try {
      Leaves.Parsed parsed = Leaves.parse(leaf, disclosures);
      LogRecord record = record(new Members(parsed.members(), missing));
      return new Restored(record, missing, parsed.partial());
    } catch (ClassCastException notOfTheForm) {
      throw new InvalidRecord("a member of the record is not what it must be", notOfTheForm);
    }
  }

  private static LogRecord record(Members members) {
    if (members.integer("v") != RecordWriter.VERSION) {
      throw new InvalidRecord("the record is of a later version; use a newer `writ` to read it");
    }
    String id = members.text("id");
    Instant time = members.time("time");
    String instance = members.text("instance");
    return switch (members.text("type")) {
      case RecordType.DECISION -> RequestReader.decided(members, id, time, instance);
      case RecordType.SEARCH -> RequestReader.searched(members, id, time, instance);
      case RecordType.START ->
          new Started(
              id,
              time,
              instance,
              members.text("software"),
              members.optionalTextsByName("settings"));
      case RecordType.STOP -> new Stopped(id, time, instance);
      case RecordType.POLICY_LOADED ->
          new PolicyLoaded(id, time, instance, members.text("name"), revision(members));
      case RecordType.POLICY_REJECTED ->
          new PolicyRejected(
              id,
              time,
              instance,
              members.has("revision") ? revision(members) : null,
              members.integer("problems"));
      case RecordType.CONFIGURATION_CHANGED ->
          new ConfigurationChanged(id, time, instance, members.optionalTexts("keys"));
      default -> ofTheLog(members, id, time, instance);
    };
  }

  /** Records about the log itself and its readers. */
  private static LogRecord ofTheLog(Members members, String id, Instant time, String instance) {
    return switch (members.text("type")) {
      case RecordType.GAP ->
          new Gap(
              id,
              time,
              instance,
              members.has("count") ? (Long) members.integer("count") : null,
              members.text("reason"));
      case RecordType.LOG_READ ->
          new LogRead(
              id,
              time,
              instance,
              peer(members),
              members.optionalTextsByName("filter"),
              members.integer("count"));
      case RecordType.REDACTED ->
          new Redacted(
              id,
              time,
              instance,
              members.text("by"),
              members.optionalTextsByName("selection"),
              members.optionalTexts("digests"));
      case RecordType.PRUNED ->
          new Pruned(
              id,
              time,
              instance,
              members.bool("disclosuresOnly"),
              members.integer("from"),
              members.integer("to"));
      case RecordType.REFUSED ->
          new Refused(
              id,
              time,
              instance,
              members.optionalText("peer"),
              (int) members.integer("status"),
              members.text("code"),
              members.text("path"));
      default -> throw new InvalidRecord("the record is of a kind that this version does not know");
    };
  }

  static Revision revision(Members members) {
    Members revision = members.object("revision");
    return new Revision(revision.text("hash"), revision.optionalText("commit"));
  }

  static Peer peer(Members members) {
    Members peer = members.object("peer");
    return new Peer(peer.text("id"), peer.constant("kind", Peer.Kind.values()));
  }
}
