package dev.writ.log.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.merkle.GrowingTree;
import dev.writ.log.merkle.Tile;
import dev.writ.log.merkle.TiledTree;
import dev.writ.log.store.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  @TempDir Path folder;
  private final SigningKey log = Logs.key("test.example/log");
  private final SigningKey own = witnessKey();
  private Witness witness;

  private static SigningKey witnessKey() {
    try {
      return SigningKey.generate("witness.example/w", VerifierKey.COSIGNATURE);
    } catch (InvalidNoteException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @BeforeEach
  void open() throws Exception {
    witness = Witness.open(folder, own, List.of(log.verifier()), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A log that holds these words over and over, with its proofs. */
  private record Tree(String word) {
    private TiledTree of(long size) throws IOException {
      Map<Tile, byte[]> tiles = new HashMap<>();
      GrowingTree tree = new GrowingTree(tiles::put);
      for (long at = 0; at < size; at++) {
        tree.add((word + at).getBytes(UTF_8));
      }
      tree.partials().forEach(one -> tiles.put(one.tile(), one.hashes()));
      return new TiledTree(size, tiles::get);
    }

    String checkpoint(long size, SigningKey key) throws IOException {
      return Checkpoint.sign(size, of(size).root(size), key);
    }

    List<String> proof(long old, long size) throws IOException {
      return of(size).consistency(old).stream().map(Encoding::base64).toList();
    }
  }

  private static final Tree TREE = new Tree("entry ");

  private static byte[] submission(long old, List<String> proof, String note) {
    List<String> lines = new ArrayList<>(List.of("old " + old));
    lines.addAll(proof);
    return (String.join("\n", lines) + "\n\n" + note).getBytes(UTF_8);
  }

  private Witness.Answer add(long old, long size) throws IOException {
    return witness.add(submission(old, TREE.proof(old, size), TREE.checkpoint(size, log)));
  }

  @Test
  void whatOnlyExtendsIsCosignedWithTheTime() throws Exception {
    for (long[] step : new long[][] {{0, 1}, {1, 1}, {1, 300}, {300, 513}}) {
      Witness.Answer answer = add(step[0], step[1]);
      assertThat(answer.status()).isEqualTo(200);
      Note.Line line = Note.lines(answer.text()).getFirst();
      String text = Note.parse(TREE.checkpoint(step[1], log)).text();
      assertThat(Cosignature.verifies(own.verifier(), line.signature(), text)).isTrue();
      assertThat(java.nio.ByteBuffer.wrap(line.signature()).getLong())
          .isEqualTo(NOW.getEpochSecond());
      String other = Note.parse(TREE.checkpoint(step[1] + 1, log)).text();
      assertThat(Cosignature.verifies(own.verifier(), line.signature(), other)).isFalse();
    }
  }

  @Test
  void anotherSizeThanTheLastIsAConflictThatTellsTheLast() throws Exception {
    add(0, 300);
    assertThat(add(0, 400)).isEqualTo(new Witness.Answer(409, "300\n"));
    assertThat(add(200, 400)).isEqualTo(new Witness.Answer(409, "300\n"));
    assertThat(add(0, 200)).isEqualTo(new Witness.Answer(409, "300\n"));
    assertThat(add(300, 400).status()).isEqualTo(200);
  }

  @Test
  void aLogThatWasRewrittenGetsNoSignature() throws Exception {
    add(0, 300);
    Tree rewritten = new Tree("rewritten ");
    assertThat(
            witness.add(submission(300, rewritten.proof(300, 400), rewritten.checkpoint(400, log))))
        .extracting(Witness.Answer::status)
        .isEqualTo(422);
    assertThat(witness.add(submission(300, List.of(), rewritten.checkpoint(300, log))))
        .isEqualTo(new Witness.Answer(409, "300\n"));
    assertThat(witness.add(submission(300, List.of(), TREE.checkpoint(400, log))).status())
        .isEqualTo(422);
    assertThat(add(300, 400).status()).as("the true one still does").isEqualTo(200);
  }

  @Test
  void whatWasCosignedIsRememberedAcrossAStart() throws Exception {
    add(0, 300);
    open();
    assertThat(add(0, 400)).isEqualTo(new Witness.Answer(409, "300\n"));
    assertThat(add(300, 400).status()).isEqualTo(200);
  }

  @Test
  void aMemoryThatIsNoCheckpointIsNotUsed() throws Exception {
    add(0, 300);
    try (Stream<Path> files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "nothing");
    }
    assertThatThrownBy(this::open).isInstanceOf(InvalidNoteException.class);
  }

  @Test
  void unknownLogsAndOtherKeysAreRefused() throws Exception {
    SigningKey stranger = Logs.key("stranger.example/log");
    assertThat(witness.add(submission(0, List.of(), TREE.checkpoint(5, stranger))).status())
        .isEqualTo(404);
    SigningKey forger = Logs.key(log.name());
    assertThat(witness.add(submission(0, List.of(), TREE.checkpoint(5, forger))).status())
        .isEqualTo(403);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatIsNoSubmissionIsRefused() throws Exception {
    String note = TREE.checkpoint(5, log);
    List<String> long64 = java.util.Collections.nCopies(64, Encoding.base64(new byte[32]));
    for (byte[] body :
        List.of(
            new byte[0],
            "old 0\n".getBytes(UTF_8),
            note.getBytes(UTF_8),
            ("old 00\n\n" + note).getBytes(UTF_8),
            ("old -1\n\n" + note).getBytes(UTF_8),
            ("old 0\nAAAA\n\n" + note).getBytes(UTF_8),
            "old 0\n\nno note\n".getBytes(UTF_8),
            submission(6, List.of(), note),
            submission(0, long64, note))) {
      assertThat(witness.add(body).status()).as(new String(body, UTF_8)).isEqualTo(400);
    }
  }

  @Test
  void ofTwoAtOnceOneIsCosigned() throws Exception {
    add(0, 10);
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> both =
          List.of(() -> add(10, 20).status(), () -> add(10, 30).status());
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> one : threads.invokeAll(both)) {
        answers.add(one.get());
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }
  }

  @Test
  void whatCannotBeRememberedIsNotCosigned() throws Exception {
    add(0, 10);
    Files.walk(folder).filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
    Files.delete(folder);
    assertThatThrownBy(() -> add(10, 20)).isInstanceOf(IOException.class);
    Files.createDirectory(folder);
    assertThat(add(10, 20).status()).isEqualTo(200);
  }
}
