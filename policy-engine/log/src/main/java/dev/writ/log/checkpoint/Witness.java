package dev.writ.log.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.log.merkle.Hasher;
import dev.writ.log.merkle.Proofs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The witness that C2SP's tlog-witness describes: of each log it knows it remembers the last
 * checkpoint that it cosigned, and cosigns another only with a proof that it extends that one. So a
 * log that is rewritten, or shown to others in another form, gets no signature. What it remembers
 * is on disk before a signature leaves, and must never be put back to an earlier state; one process
 * at a time may use the folder. Thread-safe.
 */
public final class Witness {

  private static final int MALFORMED = 400;
  private static final int NOT_SIGNED = 403;
  private static final int UNKNOWN = 404;
  private static final int CONFLICT = 409;
  private static final int NOT_PROVED = 422;
  private static final int LONGEST_PROOF = 63;
  private static final String OLD = "old ";

  private final Path folder;
  private final SigningKey key;
  private final Map<String, List<VerifierKey>> logs = new HashMap<>();
  private final Clock clock;
  private final Map<String, Checkpoint> last = new HashMap<>();

  /**
   * What is answered.
   *
   * @param status of HTTP, with the meaning that tlog-witness gives it
   * @param text with status 200 the cosignature, with 409 the size of the last tree, else what is
   *     wrong; ends in a newline
   */
  public record Answer(int status, String text) {}

  private record Submission(long old, List<byte[]> proof, Note note, Checkpoint checkpoint) {}

  /** A submission that gets another answer than a cosignature. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String text) {
      super(text, null, false, false);
      this.status = status;
    }
  }

  private Witness(Path folder, SigningKey key, Clock clock) {
    this.folder = folder;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Opens what the witness remembers.
   *
   * @param folder made if it is not there
   * @param key of type {@link VerifierKey#COSIGNATURE}, used for nothing else
   * @param logs verify their checkpoints; several of one name are keys of one log
   * @throws InvalidNoteException if what is remembered of one of these logs is no checkpoint of it
   */
  public static Witness open(Path folder, SigningKey key, Collection<VerifierKey> logs, Clock clock)
      throws IOException, InvalidNoteException {
    Files.createDirectories(folder);
    Witness witness = new Witness(folder, key, clock);
    for (VerifierKey log : logs) {
      witness.logs.computeIfAbsent(log.name(), name -> new ArrayList<>()).add(log);
    }
    for (String origin : witness.logs.keySet()) {
      witness.load(origin);
    }
    return witness;
  }

  private void load(String origin) throws IOException, InvalidNoteException {
    Path file = file(origin);
    if (Files.exists(file)) {
      last.put(origin, verified(origin, Files.readString(file)));
    }
  }

  private Path file(String origin) {
    return folder.resolve(HexFormat.of().formatHex(new Hasher().plain(origin.getBytes(UTF_8))));
  }

  /** The checkpoint in a note that one of the log's keys signed. */
  private Checkpoint verified(String origin, String note) throws InvalidNoteException {
    StringBuilder problems = new StringBuilder();
    for (VerifierKey log : logs.getOrDefault(origin, List.of())) {
      try {
        return Checkpoint.verified(note, log);
      } catch (InvalidNoteException invalid) {
        problems.append("; ").append(invalid.getMessage());
      }
    }
    throw new InvalidNoteException("no key of `" + origin + "` signed the checkpoint" + problems);
  }

  /**
   * Answers {@code add-checkpoint}.
   *
   * @param body of the request
   * @throws IOException if what would be cosigned cannot be remembered
   */
  public synchronized Answer add(byte[] body) throws IOException {
    try {
      Submission submission = read(new String(body, UTF_8));
      check(submission);
      remember(submission);
      return new Answer(
          200,
          Cosignature.sign(key, clock.instant().getEpochSecond(), submission.note.text()).text());
    } catch (Refusal refusal) {
      return new Answer(refusal.status, refusal.getMessage() + "\n");
    }
  }

  private Submission read(String body) throws Refusal {
    int blank = body.indexOf("\n\n");
    if (blank < 0 || !body.startsWith(OLD)) {
      throw new Refusal(MALFORMED, "the body is no submission of a checkpoint");
    }
    List<String> head = body.substring(0, blank).lines().toList();
    if (head.size() > 1 + LONGEST_PROOF) {
      throw new Refusal(MALFORMED, "the proof is longer than " + LONGEST_PROOF + " lines");
    }
    try {
      long old = Encoding.number(head.getFirst().substring(OLD.length()));
      List<byte[]> proof = new ArrayList<>();
      for (String line : head.subList(1, head.size())) {
        proof.add(Encoding.hash(line));
      }
      String text = body.substring(blank + 2);
      Note note = Note.parse(text);
      return new Submission(
          old, proof, note, trusted(Checkpoint.parse(note.text()).origin(), text));
    } catch (InvalidNoteException invalid) {
      throw new Refusal(MALFORMED, String.valueOf(invalid.getMessage()));
    }
  }

  private Checkpoint trusted(String origin, String note) throws Refusal {
    if (!logs.containsKey(origin)) {
      throw new Refusal(UNKNOWN, "the log `" + origin + "` is not known here");
    }
    try {
      return verified(origin, note);
    } catch (InvalidNoteException invalid) {
      throw new Refusal(NOT_SIGNED, String.valueOf(invalid.getMessage()));
    }
  }

  private void check(Submission submission) throws Refusal {
    Checkpoint next = submission.checkpoint;
    Checkpoint before =
        last.getOrDefault(next.origin(), new Checkpoint(next.origin(), 0, new Hasher().empty()));
    if (submission.old > next.size()) {
      throw new Refusal(MALFORMED, "the old size is larger than the checkpoint's");
    }
    boolean another = before.size() == next.size() && !Arrays.equals(before.root(), next.root());
    if (submission.old != before.size() || another) {
      throw new Refusal(CONFLICT, Long.toString(before.size()));
    }
    if (!Proofs.extend(before.size(), before.root(), next.size(), next.root(), submission.proof)) {
      throw new Refusal(NOT_PROVED, "the proof does not show that the log was only extended");
    }
  }

  private void remember(Submission submission) throws IOException {
    Checkpoint next = submission.checkpoint;
    Path file = file(next.origin());
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.writeString(
        unfinished,
        submission.note.asText(),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel renamed = FileChannel.open(folder, StandardOpenOption.READ)) {
      renamed.force(true);
    }
    last.put(next.origin(), next);
  }
}
