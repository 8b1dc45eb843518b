package dev.writ.log.record;

import dev.writ.engine.program.Revision;
import dev.writ.engine.request.Peer;
import dev.writ.log.record.LogRecord.ConfigurationChanged;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.LogRecord.Gap;
import dev.writ.log.record.LogRecord.LogRead;
import dev.writ.log.record.LogRecord.PolicyLoaded;
import dev.writ.log.record.LogRecord.PolicyRejected;
import dev.writ.log.record.LogRecord.Pruned;
import dev.writ.log.record.LogRecord.Redacted;
import dev.writ.log.record.LogRecord.Refused;
import dev.writ.log.record.LogRecord.Searched;
import dev.writ.log.record.LogRecord.Started;
import dev.writ.log.record.LogRecord.Stopped;
import dev.writ.log.record.ValueWriter.Spill;
import dev.writ.log.store.Entry;
import java.util.Map;

/**
 * Writes records as leaves of the log. It uses its buffers again, so each thread has its own. Not
 * thread-safe.
 */
public final class RecordWriter {
  /** The version of the form, in every record. */
  static final int VERSION = 1;

  private final CanonicalJson json = new CanonicalJson();
  private final Concealer concealer = new Concealer(json);
  private final ValueWriter values = new ValueWriter(json, concealer);
  private final RequestWriter requests = new RequestWriter(json, values);

  /**
   * Writes a record.
   *
   * @return its canonical JSON, what that has only the digests of (values that the masks conceal,
   *     and those too large for a leaf), and its keys
   */
  public Entry write(LogRecord record, Masks masks) {
    for (Spill spill : Spill.values()) {
      json.clear();
      concealer.begin();
      values.begin(spill);
      json.begin('{');
      members(record, masks);
      json.end('}');
      if (json.size() <= Entry.MAX_LEAF) {
        break;
      }
    }
    return new Entry(json.copy(0), concealer.disclosures(), Keys.of(record));
  }

  private void members(LogRecord record, Masks masks) {
    switch (record) {
      case Decided decided -> requests.decision(decided, masks);
      case Searched searched -> requests.search(searched, masks);
      case Started started -> started(started);
      case Stopped stopped -> head(stopped);
      case PolicyLoaded loaded -> loaded(loaded);
      case PolicyRejected rejected -> rejected(rejected);
      case ConfigurationChanged changed -> changed(changed);
      case Gap gap -> gap(gap);
      case LogRead read -> read(read);
      case Redacted redacted -> redacted(redacted);
      case Pruned pruned -> pruned(pruned);
      case Refused refused -> refused(refused);
    }
    json.name("type");
    json.text(RecordType.of(record));
    json.name("v");
    json.number(VERSION);
  }

  private void head(LogRecord record) {
    json.name("id");
    json.text(record.id());
    json.name("instance");
    json.text(record.instance());
    if (record instanceof Stopped) {
      time(record);
    }
  }

  private void time(LogRecord record) {
    json.name("time");
    json.time(record.time());
  }

  private void started(Started started) {
    head(started);
    texts("settings", started.settings());
    json.name("software");
    json.text(started.version());
    time(started);
  }

  private void loaded(PolicyLoaded loaded) {
    head(loaded);
    json.name("name");
    json.text(loaded.name());
    revision(json, loaded.revision());
    time(loaded);
  }

  private void rejected(PolicyRejected rejected) {
    head(rejected);
    json.name("problems");
    json.number(rejected.problems());
    if (rejected.revision() != null) {
      revision(json, rejected.revision());
    }
    time(rejected);
  }

  private void changed(ConfigurationChanged changed) {
    head(changed);
    values.list("keys", "keys", changed.keys());
    time(changed);
  }

  private void gap(Gap gap) {
    if (gap.count() != null) {
      json.name("count");
      json.number(gap.count());
    }
    head(gap);
    json.name("reason");
    json.text(gap.reason());
    time(gap);
  }

  private void read(LogRead read) {
    json.name("count");
    json.number(read.count());
    texts("filter", read.filter());
    head(read);
    peer(json, values, read.peer());
    time(read);
  }

  private void redacted(Redacted redacted) {
    json.name("by");
    json.text(redacted.by());
    json.name("digests");
    json.begin('[');
    redacted.digests().forEach(json::text);
    json.end(']');
    head(redacted);
    texts("selection", redacted.selection());
    time(redacted);
  }

  private void pruned(Pruned pruned) {
    json.name("disclosuresOnly");
    json.bool(pruned.disclosuresOnly());
    json.name("from");
    json.number(pruned.from());
    head(pruned);
    time(pruned);
    json.name("to");
    json.number(pruned.to());
  }

  private void refused(Refused refused) {
    json.name("code");
    json.text(refused.code());
    head(refused);
    values.text("path", "path", refused.path());
    values.text("peer", "peer", refused.peer());
    json.name("status");
    json.number(refused.status());
    time(refused);
  }

  private void texts(String member, Map<String, String> texts) {
    values.section(member, member, Map.copyOf(texts), Mask.NONE);
  }

  static void revision(CanonicalJson json, Revision revision) {
    json.name("revision");
    json.begin('{');
    if (revision.commit() != null) {
      json.name("commit");
      json.text(revision.commit());
    }
    json.name("hash");
    json.text(revision.hash());
    json.end('}');
  }

  static void peer(CanonicalJson json, ValueWriter values, Peer peer) {
    json.name("peer");
    json.begin('{');
    values.text("id", "peer.id", peer.id());
    json.name("kind");
    json.text(peer.kind().id());
    json.end('}');
  }
}
