package dev.writ.log.verify;

import dev.writ.log.merkle.Hasher;
import dev.writ.log.merkle.Tile;
import dev.writ.log.store.Bundle;
import dev.writ.log.store.Disclosure;
import dev.writ.log.store.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks disclosures against their leaves, and what is missing against what was recorded as
 * removed. A removal is recorded after what it removes, so both are compared at the end.
 */
final class Disclosed {

  private final Layout layout;
  private final Digests digests;
  private final Findings findings;
  private final Hasher hasher = new Hasher();
  private final Ranges missingEntries = new Ranges();
  private final Ranges removedEntries = new Ranges();
  private final Ranges removedDisclosures = new Ranges();
  private final Set<ByteBuffer> redacted = new HashSet<>();
  private final List<Absent> absent = new ArrayList<>();
  private final Ranges bundlesWithout = new Ranges();
  private long count;

  private record Absent(Path file, long index, ByteBuffer digest) {}

  Disclosed(Layout layout, Digests digests, Findings findings) {
    this.layout = layout;
    this.digests = digests;
    this.findings = findings;
  }

  /** How many disclosures were compared with their digests. */
  long count() {
    return count;
  }

  void missingEntries(long from, long to) {
    missingEntries.add(from, to);
  }

  /** Compares what a leaf refers to with what is there. */
  void check(Path file, long index, byte[] leaf, List<Disclosure> there) {
    try {
      digests.removals(leaf).forEach(this::removed);
      checkEach(file, index, digests.of(leaf), there);
    } catch (RuntimeException unreadable) {
      findings.problem(file, index, "entry " + index + " is no record of this log");
    }
  }

  private void checkEach(Path file, long index, List<byte[]> referred, List<Disclosure> there) {
    Set<ByteBuffer> open = new HashSet<>();
    referred.forEach(digest -> open.add(ByteBuffer.wrap(digest)));
    for (Disclosure disclosure : there) {
      count++;
      if (!Arrays.equals(hasher.plain(disclosure.content()), disclosure.digest())) {
        findings.problem(file, index, "a disclosure of entry " + index + " was altered");
      } else if (!open.remove(ByteBuffer.wrap(disclosure.digest()))) {
        findings.problem(
            file, index, "entry " + index + " refers to no such disclosure, or has it twice");
      }
    }
    if (open.size() == referred.size() && !open.isEmpty() && !Files.exists(file)) {
      bundlesWithout.add(index / Tile.FULL, index / Tile.FULL + 1);
    } else {
      open.forEach(digest -> absent.add(new Absent(file, index, digest)));
    }
  }

  private void removed(Removal removal) {
    switch (removal) {
      case Removal.Redacted one -> redacted.add(ByteBuffer.wrap(one.digest()));
      case Removal.Disclosures some -> removedDisclosures.add(some.from(), some.to());
      case Removal.Entries some -> {
        removedEntries.add(some.from(), some.to());
        removedDisclosures.add(some.from(), some.to());
      }
    }
  }

  /** Holds what is missing against the removals; every entry must have been checked. */
  void finish(long written) throws IOException {
    for (long[] range : missingEntries.outside(removedEntries)) {
      findings.problem(
          layout.entries(range[0] / Tile.FULL),
          range[0],
          "entries %d to %d are missing, and no record says that they were pruned"
              .formatted(range[0], range[1] - 1));
    }
    for (long[] range : bundlesWithout.all()) {
      for (long bundle = range[0]; bundle < range[1]; bundle++) {
        checkWithoutSide(bundle);
      }
    }
    absent.forEach(this::checkAbsent);
    if (!redacted.isEmpty()) {
      checkLeftOver(written);
    }
    noteLeftOver();
  }

  private void checkWithoutSide(long bundle) throws IOException {
    long first = bundle * Tile.FULL;
    if (removedDisclosures.covers(first, first + Tile.FULL)) {
      return;
    }
    List<byte[]> leaves = Bundle.leaves(Files.readAllBytes(layout.entries(bundle)));
    for (int at = 0; at < leaves.size(); at++) {
      for (byte[] digest : digests.of(leaves.get(at))) {
        checkAbsent(new Absent(layout.side(bundle), first + at, ByteBuffer.wrap(digest)));
      }
    }
  }

  private void checkAbsent(Absent one) {
    if (!redacted.contains(one.digest) && !removedDisclosures.covers(one.index, one.index + 1)) {
      findings.problem(
          one.file,
          one.index,
          "a disclosure of entry %d is missing, and no record says that it was redacted"
              .formatted(one.index));
    }
  }

  private void checkLeftOver(long written) throws IOException {
    for (long bundle = 0; bundle < written / Tile.FULL; bundle++) {
      Path side = layout.side(bundle);
      if (Files.exists(side)) {
        checkLeftOver(side, bundle * Tile.FULL);
      }
    }
  }

  private void checkLeftOver(Path side, long first) {
    try {
      for (Bundle.Beside one : Bundle.beside(Files.readAllBytes(side))) {
        if (redacted.contains(ByteBuffer.wrap(one.disclosure().digest()))) {
          long index = first + one.position();
          findings.problem(
              side,
              index,
              "a disclosure of entry %d is still there, though it was redacted; redact it again"
                  .formatted(index));
        }
      }
    } catch (IOException torn) {
      // it was reported when its entries were checked
    }
  }

  private void noteLeftOver() {
    long end = removedEntries.all().isEmpty() ? 0 : removedEntries.all().getLast()[1];
    if (end > 0 && Files.exists(layout.entries(end / Tile.FULL - 1))) {
      findings.note("entries that were recorded as pruned are still there; prune again");
    }
  }
}
