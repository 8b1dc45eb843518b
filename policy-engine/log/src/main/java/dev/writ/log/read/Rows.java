package dev.writ.log.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Rows of runs in their order, from memory or merged from runs. */
final class Rows {
  private static final Comparator<Row> ORDER =
      Comparator.<Row>comparingLong(row -> row.hash ^ Long.MIN_VALUE).thenComparingLong(Row::index);

  private Rows() {}

  /** That an entry has a hash. */
  record Row(long hash, long index) {}

  /** Writes rows that are in memory. */
  static void write(List<Row> rows, OutputStream out) throws IOException {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(ORDER);
    ByteBuffer bytes = ByteBuffer.allocate(Run.ROW);
    for (Row row : sorted) {
      write(row, bytes, out);
    }
  }

  private static void write(Row row, ByteBuffer bytes, OutputStream out) throws IOException {
    bytes.clear().putLong(row.hash).putLong(row.index);
    out.write(bytes.array());
  }

  /** Writes the rows of several runs; a block of each is in memory. */
  static void merge(List<Run> runs, OutputStream out) throws IOException {
    var heads = new PriorityQueue<Reading>(Comparator.comparing(reading -> reading.row, ORDER));
    for (Run run : runs) {
      var reading = new Reading(run);
      if (reading.next()) {
        heads.add(reading);
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(Run.ROW);
    for (Reading least = heads.poll(); least != null; least = heads.poll()) {
      write(least.row, bytes, out);
      if (least.next()) {
        heads.add(least);
      }
    }
  }

  /** A place in a run. */
  private static final class Reading {
    private final Run run;
    private long next;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private Row row = new Row(0, 0);

    Reading(Run run) {
      this.run = run;
    }

    boolean next() throws IOException {
      if (next == run.rows()) {
        return false;
      }
      if (!block.hasRemaining()) {
        block = run.block(next * Run.ROW / Run.BLOCK);
      }
      row = new Row(block.getLong(), block.getLong());
      next++;
      return true;
    }
  }
}
