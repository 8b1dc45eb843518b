package dev.writ.log.record;

import dev.writ.engine.program.Program;
import dev.writ.log.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes records as entries of the log, each thread with buffers of its own. Thread-safe. */
public final class RecordEncoder {
  private final ThreadLocal<RecordWriter> writers = ThreadLocal.withInitial(RecordWriter::new);
  private final Function<@Nullable Program, Masks> masking;
  private volatile @Nullable OfProgram last;

  /** What a program's records do not hold in clear. */
  private record OfProgram(@Nullable Program program, Masks masks) {}

  /**
   * An encoder.
   *
   * @param masking makes the masks of a program, or of none; asked seldom
   */
  public RecordEncoder(Function<@Nullable Program, Masks> masking) {
    this.masking = masking;
  }

  /**
   * Entries of records, in their order.
   *
   * @param program which decided and whose schema says what is sensitive; null if none did
   */
  public List<Entry> entries(List<LogRecord> records, @Nullable Program program) {
    RecordWriter writer = writers.get();
    Masks masks = masks(program);
    if (records.size() == 1) {
      return List.of(writer.write(records.getFirst(), masks));
    }
    List<Entry> entries = new ArrayList<>(records.size());
    for (LogRecord record : records) {
      entries.add(writer.write(record, masks));
    }
    return entries;
  }

  /** The entry of a record that no policies made. */
  public Entry entry(LogRecord record) {
    return writers.get().write(record, masks(null));
  }

  private Masks masks(@Nullable Program program) {
    OfProgram known = last;
    if (known == null || (program != null && known.program() != program)) {
      known = new OfProgram(program, masking.apply(program));
      last = known;
    }
    return known.masks();
  }
}
