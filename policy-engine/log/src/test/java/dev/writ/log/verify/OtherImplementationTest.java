package dev.writ.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.log.checkpoint.SigningKey;
import dev.writ.log.store.DecisionLog;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Go project's own packages for notes and tiled logs say about a log of ours. */
class OtherImplementationTest {

  @TempDir static Path temp;
  private static Path reader;
  private final SigningKey key = Logs.key("test.example/log");

  @BeforeAll
  static void build() throws Exception {
    reader = temp.resolve("reader");
    Process go =
        new ProcessBuilder("go", "build", "-o", reader.toString(), ".")
            .directory(Path.of("src/test/go").toFile())
            .redirectErrorStream(true)
            .start();
    String output = output(go);
    assertThat(go.waitFor()).as(output).isZero();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private record Said(int status, String text) {}

  private Said read(Path folder, String verifier, List<Path> proofs) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(reader.toString(), folder.toString(), verifier));
    proofs.forEach(proof -> command.add(proof.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = output(process);
    return new Said(process.waitFor(), output);
  }

  private Path write(String name, int size) throws IOException {
    Path folder = temp.resolve(name);
    for (int end : new int[] {size / 3, size}) {
      try (DecisionLog log = Logs.open(folder, key)) {
        List<CompletableFuture<Long>> all = new ArrayList<>();
        for (long at = log.size(); at < end; at++) {
          all.add(log.append(List.of(Logs.entry("entry " + at, "secret " + at))));
          if (all.size() == 5_000) {
            all.forEach(CompletableFuture::join);
            all.clear();
          }
        }
        all.forEach(CompletableFuture::join);
      }
    }
    return folder;
  }

  private List<Path> prove(Path folder, long... indexes) throws Exception {
    List<Path> proofs = new ArrayList<>();
    for (long index : indexes) {
      OfflineProof proof = OfflineProof.of(folder, LogReader.of(folder), index, key.verifier());
      proofs.add(Files.writeString(temp.resolve(index + ".tlog-proof"), proof.text()));
    }
    return proofs;
  }

  @Test
  void itReadsCheckpointsTilesEntriesAndProofs() throws Exception {
    for (int size : new int[] {1, 2, 255, 256, 257, 1000, 66_000}) {
      Path folder = write("log" + size, size);
      List<Path> proofs = prove(folder, 0, size / 2, size - 1);
      Said said = read(folder, key.verifier().text(), proofs);
      assertThat(said.text).startsWith(size + " entries");
      assertThat(said.status).isZero();
    }
  }

  @Test
  void itFindsAnAlteredEntryToo() throws Exception {
    Path folder = write("altered", 300);
    Path bundle = folder.resolve("tile/entries/000");
    byte[] altered = Files.readAllBytes(bundle);
    altered[5] ^= 1;
    Files.write(bundle, altered);
    Said said = read(folder, key.verifier().text(), List.of());
    assertThat(said.text).contains("entry 0 is not what the tile has");
    assertThat(said.status).isOne();
  }

  @Test
  void itRefusesAnotherKey() throws Exception {
    Path folder = write("another", 3);
    Said said = read(folder, Logs.key("test.example/log").verifier().text(), List.of());
    assertThat(said.status).isOne();
  }
}
