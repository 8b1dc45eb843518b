package dev.writ.log.store;

import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.merkle.Hasher;
import dev.writ.log.verify.Digests;
import dev.writ.log.verify.Removal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Logs for tests, with leaves in a form of their own: lines, of which {@code sd <digest>} refers to
 * a disclosure, {@code redacted <digest>}, {@code hidden <from> <to>} and {@code pruned <from>
 * <to>} record removals, and {@code gap <count>} stands for dropped entries.
 */
public final class Logs {

  public static final Digests DIGESTS =
      new Digests() {
        @Override
        public List<byte[]> of(byte[] leaf) {
          return words(leaf, "sd").map(words -> HexFormat.of().parseHex(words[1])).toList();
        }

        @Override
        public List<Removal> removals(byte[] leaf) {
          List<Removal> removals = new ArrayList<>();
          words(leaf, "redacted")
              .map(words -> new Removal.Redacted(HexFormat.of().parseHex(words[1])))
              .forEach(removals::add);
          words(leaf, "hidden")
              .map(w -> new Removal.Disclosures(Long.parseLong(w[1]), Long.parseLong(w[2])))
              .forEach(removals::add);
          words(leaf, "pruned")
              .map(w -> new Removal.Entries(Long.parseLong(w[1]), Long.parseLong(w[2])))
              .forEach(removals::add);
          return removals;
        }

        private java.util.stream.Stream<String[]> words(byte[] leaf, String first) {
          return new String(leaf, StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(" "))
              .filter(words -> words[0].equals(first));
        }
      };

  private Logs() {}

  public static SigningKey key(String name) {
    try {
      return SigningKey.generate(name);
    } catch (InvalidNoteException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** Signs only when asked to, unless a test wants otherwise. */
  public static LogSettings settings(Durability durability) {
    return new LogSettings(
        durability, 10_000, 64 << 20, Duration.ofHours(1), 1_000_000, Duration.ZERO, 64 << 20);
  }

  public static LogParts parts() {
    return parts(new LocalDisk());
  }

  public static LogParts parts(Disk disk) {
    return new LogParts(Logs::gap, IndexWriter.NONE, List.of(), disk);
  }

  public static DecisionLog open(Path folder, SigningKey key) throws IOException {
    return DecisionLog.open(folder, key, settings(Durability.REQUIRED), parts());
  }

  public static Entry gap(long dropped) {
    return entry("gap " + dropped);
  }

  /** An entry of a text, with disclosures of these contents. */
  public static Entry entry(String text, String... contents) {
    List<Disclosure> disclosures = Arrays.stream(contents).map(Logs::disclosure).toList();
    StringBuilder leaf = new StringBuilder(text);
    disclosures.forEach(one -> leaf.append("\nsd ").append(hex(one.digest())));
    return new Entry(bytes(leaf.toString()), disclosures, IndexKeys.NONE);
  }

  public static Disclosure disclosure(String content) {
    return new Disclosure(new Hasher().plain(bytes(content)), bytes(content));
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String text(LogReader.Stored stored) {
    return new String(stored.leaf(), StandardCharsets.UTF_8);
  }
}
