package dev.writ.log.verify;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.store.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a log whose signatures hold.
 *
 * @param newest the newest, or null if there is none that holds
 * @param earlier those kept, the smallest first
 */
record Signed(@Nullable Checkpoint newest, List<Checkpoint> earlier) {

  static Signed read(Layout layout, VerifierKey key, Findings findings) throws IOException {
    List<Path> kept = layout.listCheckpoints();
    Checkpoint newest = verified(layout.checkpoint(), key, findings);
    List<Checkpoint> earlier = new ArrayList<>();
    for (Path file : kept) {
      Checkpoint one = verified(file, key, findings);
      if (one == null) {
        continue;
      }
      if (one.size() != Layout.number(file)) {
        findings.problem(file, "it signs " + one.size() + " entries, not those of its name");
      } else if (newest != null && one.size() > newest.size()) {
        findings.problem(
            layout.checkpoint(),
            newest.size(),
            "it signs %d entries, but %d were signed before; entries were cut off"
                .formatted(newest.size(), one.size()));
      } else {
        earlier.add(one);
      }
    }
    return new Signed(newest, earlier);
  }

  private static @Nullable Checkpoint verified(Path file, VerifierKey key, Findings findings) {
    try {
      return Checkpoint.verified(Files.readString(file), key);
    } catch (InvalidNoteException invalid) {
      findings.problem(file, String.valueOf(invalid.getMessage()));
    } catch (IOException unreadable) {
      findings.problem(file, "it cannot be read as text");
    }
    return null;
  }
}
