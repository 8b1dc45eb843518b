package dev.writ.server.log;

import dev.writ.log.store.IndexKeys;
import dev.writ.log.store.IndexWriter;
import java.io.IOException;

/** Tells the index and those who read the log as it grows of every entry. */
record IndexAndWake(IndexWriter index, Runnable wake) implements IndexWriter {

  @Override
  public void add(long at, IndexKeys keys) throws IOException {
    wake.run();
    index.add(at, keys);
  }

  @Override
  public void flush() throws IOException {
    index.flush();
  }
}
