package dev.writ.log.mask;

import dev.writ.log.read.InvalidCursor;
import dev.writ.log.read.LogSearch;
import dev.writ.log.read.Page;
import dev.writ.log.record.Leaves;
import dev.writ.log.record.LogRecord.Redacted;
import dev.writ.log.record.Masks;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Redaction;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes concealed values for good: first a record says which, then no byte of them stays in the
 * log's folder. What was written in clear cannot be deleted. Not thread-safe.
 */
public final class Redactor {
  private static final int PAGE = 500;

  /** So many digests fit into one record. */
  private static final int MOST_DIGESTS = 1_000;

  private final DecisionLog log;
  private final LogSearch search;
  private final String instance;
  private final Clock clock;
  private final RecordWriter writer = new RecordWriter();

  /**
   * @param search of the same log
   * @param instance the name of this decision point in its records
   */
  public Redactor(DecisionLog log, LogSearch search, String instance, Clock clock) {
    this.log = log;
    this.search = search;
    this.instance = instance;
    this.clock = clock;
  }

  /**
   * Deletes the selected values.
   *
   * @param by who asks for it, for the record
   * @return how many values were deleted
   * @throws IOException where the log cannot be read or written; what a record names and is still
   *     there must be redacted again
   */
  public long redact(Selection selection, String by) throws IOException {
    List<Redaction> all = find(selection);
    for (int i = 0; i < all.size(); i += MOST_DIGESTS) {
      delete(all.subList(i, Math.min(i + MOST_DIGESTS, all.size())), selection, by);
    }
    return all.size();
  }

  private List<Redaction> find(Selection selection) throws IOException {
    List<Redaction> all = new ArrayList<>();
    String cursor = null;
    do {
      Page page = page(selection, cursor);
      for (Page.Found found : page.records()) {
        for (Disclosure disclosure : found.entry().disclosures()) {
          if (selection.takes(Leaves.disclosed(disclosure.content()).path())) {
            all.add(new Redaction(found.entry().index(), disclosure.digest()));
          }
        }
      }
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  private Page page(Selection selection, @Nullable String cursor) throws IOException {
    try {
      return search.page(selection.records(), cursor, PAGE);
    } catch (InvalidCursor impossible) {
      throw new IllegalStateException("the cursor is this search's own", impossible);
    }
  }

  private void delete(List<Redaction> some, Selection selection, String by) throws IOException {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    List<String> digests = some.stream().map(one -> encoder.encodeToString(one.digest())).toList();
    var record =
        new Redacted(
            UUID.randomUUID().toString(),
            clock.instant(),
            instance,
            by,
            selection.texts(),
            digests);
    try {
      log.redact(some, writer.write(record, Masks.NONE)).join();
    } catch (CompletionException failed) {
      throw new IOException("the values could not be deleted; redact them again", failed);
    }
  }
}
