package dev.writ.log.store;

import java.io.IOException;

/**
 * Told of every entry once it is as durable as the settings ask, in the order of their indexes, by
 * one thread that no answer waits for. What was told before a crash may be lost: whoever keeps an
 * index catches up from the log's entries when it opens. A failure never harms the log; it is
 * reported and the entry must be caught up with later.
 */
public interface IndexWriter {

  /** One that keeps nothing. */
  IndexWriter NONE = (index, keys) -> {};

  /** The entry with this index, counted from 0, has these keys. */
  void add(long index, IndexKeys keys) throws IOException;

  /** Called now and then, and before the log closes: make durable what was added. */
  default void flush() throws IOException {}
}
