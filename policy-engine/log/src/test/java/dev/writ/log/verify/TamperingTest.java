package dev.writ.log.verify;

import static dev.writ.log.store.Logs.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.checkpoint.Checkpoint;
import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.merkle.GrowingTree;
import dev.writ.log.store.Bundle;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.Durability;
import dev.writ.log.store.Entry;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.Logs;
import dev.writ.log.store.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alters a sound log at random, {@code -Dwrit.log.tamperings} times, and wants each found. */
class TamperingTest {

  private static final int TAMPERINGS = Integer.getInteger("writ.log.tamperings", 400);
  private static final long SEED = Long.getLong("writ.log.seed", 20_26_11_22L);

  @TempDir static Path sound;
  @TempDir static Path elsewhere;
  private static final SigningKey KEY = Logs.key("test.example/log");
  private static Map<String, byte[]> files;
  private static Map<String, byte[]> others;
  private static Report untouched;

  @BeforeAll
  static void writeALog() throws IOException {
    fill(sound, KEY, "entry ");
    files = read(sound);
    untouched = verify(sound);
    fill(elsewhere, Logs.key("test.example/log"), "another ");
    others = read(elsewhere);
  }

  /** Full and partial bundles, a pruned one, redacted and unredacted values, three checkpoints. */
  private static void fill(Path folder, SigningKey key, String text) throws IOException {
    for (int part = 0; part < 3; part++) {
      try (DecisionLog log =
          DecisionLog.open(folder, key, Logs.settings(Durability.REQUIRED), Logs.parts())) {
        for (int at = 0; at < 290; at++) {
          Entry entry =
              at % 3 == 0
                  ? entry(text + part + " " + at, "secret " + part + " " + at)
                  : entry(text + part + " " + at);
          log.append(List.of(entry)).join();
        }
        log.sign().join();
        if (part == 1) {
          byte[] digest = Logs.disclosure("secret 1 30").digest();
          Redaction one = new Redaction(290 + 30, digest);
          log.redact(List.of(one), entry("redacted " + Logs.hex(digest))).join();
          log.prune(256, true, entry("pruned 0 256")).join();
        }
      }
    }
  }

  private static Report verify(Path folder) throws IOException {
    return LogVerifier.verify(folder, KEY.verifier(), Logs.DIGESTS, Progress.NONE);
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    all.remove("lock");
    return all;
  }

  @Test
  void theUntouchedLogIsSound() {
    assertThat(untouched.problems()).isEmpty();
    assertThat(untouched.notes()).isEmpty();
    assertThat(untouched.size()).isEqualTo(872);
    assertThat(untouched.checkpoints()).isEqualTo(4);
  }

  @Test
  void everyTamperingIsFound() throws IOException {
    Random random = new Random(SEED);
    Map<String, Integer> explained = new LinkedHashMap<>();
    List<String> missed = new ArrayList<>();
    for (int round = 0; round < TAMPERINGS; round++) {
      Map<String, byte[]> before = new TreeMap<>();
      String what = Tampering.random(random, sound, files, others, before);
      if (what != null) {
        Report report = verify(sound);
        String harmless = harmless(what, before);
        if (report.isSound() && harmless == null) {
          missed.add("round " + round + ": " + what);
        } else if (report.isSound()) {
          explained.merge(harmless, 1, Integer::sum);
        }
      }
      restore(before);
    }
    System.out.println(TAMPERINGS + " tamperings; sound all the same, and why: " + explained);
    assertThat(missed).isEmpty();
    assertThat(verify(sound).problems()).isEmpty();
  }

  /** Why the log means the same without a file: what it held is held elsewhere too. */
  private static String harmless(String what, Map<String, byte[]> before) {
    if (!what.startsWith("delete ")) {
      return null;
    }
    String path = before.keySet().iterator().next();
    if (path.startsWith("checkpoints/")) {
      return "an earlier checkpoint was lost, which later ones extend";
    }
    if (path.equals("stopped")) {
      return "the log counts as not closed, and the report says so";
    }
    return path.matches("tile/.*\\.p/[0-9]+") && superseded(path)
        ? "an earlier form of a tile, which the present one begins with"
        : null;
  }

  private static boolean superseded(String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    int width = Integer.parseInt(path.substring(folder.length()));
    return files.containsKey(folder.substring(0, folder.length() - 3))
        || files.keySet().stream()
            .filter(other -> other.startsWith(folder))
            .anyMatch(other -> Integer.parseInt(other.substring(folder.length())) > width);
  }

  private static void restore(Map<String, byte[]> before) throws IOException {
    for (Map.Entry<String, byte[]> file : before.entrySet()) {
      Path path = sound.resolve(file.getKey());
      Files.deleteIfExists(path);
      if (file.getValue().length > 0 || files.containsKey(file.getKey())) {
        Files.write(path, file.getValue());
      }
    }
  }

  @Test
  void aTreeSignedAgainWithAnotherKeyIsFound() throws Exception {
    byte[] root = new byte[32];
    Path checkpoint = sound.resolve("checkpoint");
    Files.writeString(checkpoint, Checkpoint.sign(872, root, Logs.key("test.example/log")));
    try {
      assertThat(verify(sound).problems())
          .anySatisfy(problem -> assertThat(problem.path()).isEqualTo("checkpoint"));
    } finally {
      Files.write(checkpoint, files.get("checkpoint"));
    }
  }

  @Test
  void theKeysHolderWhoRewritesTheTreeIsFoundByEarlierCheckpoints() throws Exception {
    Map<String, byte[]> rewritten = new TreeMap<>();
    byte[] altered = files.get("tile/entries/001").clone();
    altered[2] ^= 1;
    rewritten.put("tile/entries/001", altered);
    GrowingTree tree = new GrowingTree((tile, hashes) -> rewritten.put(tile.path(), hashes));
    tree.addTile(files.get("tile/0/000"));
    Bundle.leaves(altered).forEach(tree::add);
    Bundle.leaves(files.get("tile/entries/002")).forEach(tree::add);
    Bundle.leaves(files.get("tile/entries/003.p/104")).forEach(tree::add);
    tree.partials().forEach(one -> rewritten.put(one.tile().path(), one.hashes()));
    String note = Checkpoint.sign(872, tree.root(), KEY);
    rewritten.put("checkpoint", Logs.bytes(note));
    rewritten.put("checkpoints/%020d".formatted(872), Logs.bytes(note));
    Map<String, byte[]> before = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : rewritten.entrySet()) {
      before.put(file.getKey(), files.get(file.getKey()));
      Files.write(sound.resolve(file.getKey()), file.getValue());
    }
    List<Problem> problems = verify(sound).problems();
    restore(before);
    assertThat(problems)
        .filteredOn(problem -> problem.path().startsWith("checkpoints/"))
        .extracting(Problem::text)
        .contains("the first 290 entries are not those that were signed");
  }

  @Test
  void theReportNamesTheAlteredEntryAndTheAlteredHash() throws IOException {
    Path bundle = sound.resolve("tile/entries/001");
    byte[] altered = files.get("tile/entries/001").clone();
    altered[3] ^= 4;
    Files.write(bundle, altered);
    assertThat(verify(sound).problems())
        .containsExactly(new Problem("tile/entries/001", 256, "entry 256 was altered"));
    Files.write(bundle, files.get("tile/entries/001"));

    Path tile = sound.resolve("tile/0/002");
    byte[] hashes = files.get("tile/0/002").clone();
    hashes[5 * 32] ^= 4;
    Files.write(tile, hashes);
    assertThat(verify(sound).problems())
        .containsExactly(new Problem("tile/0/002", 517, "the hash of entry 517 was altered"));
    Files.write(tile, files.get("tile/0/002"));
  }

  @Test
  void aMissingValueWithoutARecordIsFound() throws IOException {
    Path side = sound.resolve("side/002");
    Files.delete(side);
    assertThat(verify(sound).problems())
        .isNotEmpty()
        .allSatisfy(
            problem -> assertThat(problem.text()).contains("no record says that it was redacted"));
    Files.write(side, files.get("side/002"));
  }

  @Test
  void aProofHoldsWithNothingButTheKey() throws Exception {
    LogReader reader = LogReader.of(sound);
    for (long index : new long[] {256, 300, 511, 512, 767, 768, 871}) {
      OfflineProof proof = OfflineProof.of(sound, reader, index, KEY.verifier());
      OfflineProof read = OfflineProof.parse(proof.text());
      assertThat(read.verify(KEY.verifier()).size()).isEqualTo(872);
      assertThat(read.leaf()).isEqualTo(reader.read(index).leaf());
      byte[] other = read.leaf().clone();
      other[0] ^= 1;
      OfflineProof forged = new OfflineProof(other, index, read.path(), read.note());
      assertThatThrownBy(() -> forged.verify(KEY.verifier())).hasMessageContaining("does not lead");
    }
  }
}
