package dev.writ.log.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the journals hold: the entries at the log's end, with their disclosures.
 *
 * @param first the index of the first of the entries, a multiple of 256
 * @param entries in the order of their indexes, without keys
 * @param discarded bytes at the end of the newest journal that are not whole and that nobody was
 *     ever told were written
 */
public record Tail(long first, List<Entry> entries, long discarded) {

  /** The index that comes next. */
  public long size() {
    return first + entries.size();
  }

  private static final int ATTEMPTS = 5;

  /**
   * Reads the journals of a log that may be open in a process, which replaces them now and then.
   *
   * @throws IOException as {@link #read(List)}, or if there are none
   */
  public static Tail read(Layout layout) throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<Path> journals = layout.listJournals();
      if (journals.isEmpty()) {
        throw new NoSuchFileException(layout.folder() + ": there is no log with a journal");
      }
      try {
        return read(journals);
      } catch (NoSuchFileException replaced) {
        if (attempt == ATTEMPTS) {
          throw replaced;
        }
      }
    }
  }

  /**
   * Reads journals; a later one replaces what an earlier one has from its first index on.
   *
   * @param journals at least one, the oldest first
   * @throws IOException if one cannot be read, or lacks what was acknowledged
   */
  public static Tail read(List<Path> journals) throws IOException {
    Tail tail = one(journals.getFirst());
    for (Path later : journals.subList(1, journals.size())) {
      tail = tail.then(later);
    }
    return tail;
  }

  private Tail then(Path later) throws IOException {
    Tail next = one(later);
    if (next.first < first || next.first > size()) {
      throw new IOException(
          "`%s` begins with entry %d, but the journal before it has entries %d to %d"
              .formatted(later, next.first, first, size() - 1));
    }
    List<Entry> all = new ArrayList<>(entries.subList(0, (int) (next.first - first)));
    all.addAll(next.entries);
    return new Tail(first, all, next.discarded);
  }

  private static Tail one(Path file) throws IOException {
    ByteBuffer journal = ByteBuffer.wrap(Files.readAllBytes(file));
    if (journal.limit() < Journal.HEAD || journal.getLong(0) != Journal.MARK) {
      throw new IOException("`" + file + "` is no journal of a log");
    }
    long first = journal.getLong(8);
    if (first < 0 || first % 256 != 0) {
      throw new IOException("`" + file + "` begins in the middle of a bundle");
    }
    List<Entry> entries = new ArrayList<>();
    int at = Journal.HEAD;
    for (Frame frame = Frame.at(journal, at); frame != null; frame = Frame.at(journal, at)) {
      entries.addAll(frame.entries());
      at = frame.end();
    }
    refuseLostFrames(file, journal, at);
    return new Tail(first, entries, journal.limit() - at);
  }

  /** A later frame that knew this place to be on disk shows that it was not merely torn. */
  private static void refuseLostFrames(Path file, ByteBuffer journal, int torn) throws IOException {
    for (int at = torn + 1; at < journal.limit(); at++) {
      Frame later = Frame.at(journal, at);
      if (later != null && later.durable() > torn) {
        throw new IOException(
            "`%s` is damaged at byte %d, in entries that were acknowledged; restore it from a copy"
                .formatted(file, torn));
      }
    }
    if (torn == Journal.HEAD) {
      throw new IOException(
          "`" + file + "` is damaged at its first entries; restore it from a copy");
    }
  }
}
