package dev.writ.log.checkpoint;

import dev.writ.log.merkle.TileSource;
import dev.writ.log.merkle.TiledTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Has checkpoints cosigned by a witness, as C2SP's tlog-witness and tlog-cosignature say: the
 * witness gets each with a proof that it extends the one before, and signs only then. Used by one
 * thread.
 */
public final class WitnessSink implements CheckpointSink {

  private static final int CONFLICT = 409;

  private final Poster poster;
  private final URI address;
  private final VerifierKey log;
  private final VerifierKey witness;
  private final TileSource tiles;
  private final Consumer<String> cosigned;
  private long seen;

  /**
   * @param address the witness's {@code add-checkpoint}
   * @param log verifies the log's own checkpoints
   * @param witness of type {@link VerifierKey#COSIGNATURE}
   * @param tiles of the log
   * @param cosigned is given each checkpoint with the witness's line added
   */
  public WitnessSink(
      Poster poster,
      URI address,
      VerifierKey log,
      VerifierKey witness,
      TileSource tiles,
      Consumer<String> cosigned) {
    this.poster = poster;
    this.address = address;
    this.log = log;
    this.witness = witness;
    this.tiles = tiles;
    this.cosigned = cosigned;
  }

  @Override
  public void publish(String note) throws IOException, InterruptedException {
    try {
      Checkpoint checkpoint = Checkpoint.verified(note, log);
      HttpResponse<String> answer = submit(checkpoint, note);
      if (answer.statusCode() == CONFLICT) {
        seen = Encoding.number(answer.body().strip());
        answer = submit(checkpoint, note);
      }
      if (answer.statusCode() != 200) {
        throw new IOException("witness `%s` answered %d".formatted(address, answer.statusCode()));
      }
      cosigned.accept(note + checked(checkpoint, answer.body()));
      seen = checkpoint.size();
    } catch (InvalidNoteException invalid) {
      throw new IOException("witness `" + address + "`: " + invalid.getMessage(), invalid);
    }
  }

  private HttpResponse<String> submit(Checkpoint checkpoint, String note)
      throws IOException, InterruptedException {
    if (seen > checkpoint.size()) {
      throw new IOException(
          "witness `%s` saw %d entries, the log has %d; the log was cut off or is another"
              .formatted(address, seen, checkpoint.size()));
    }
    StringBuilder body = new StringBuilder("old " + seen + "\n");
    for (byte[] hash : new TiledTree(checkpoint.size(), tiles).consistency(seen)) {
      body.append(Encoding.base64(hash)).append('\n');
    }
    return poster.post(address, body.append('\n').append(note).toString());
  }

  private String checked(Checkpoint checkpoint, String answer) throws InvalidNoteException {
    for (Note.Line line : Note.lines(answer)) {
      if (line.name().equals(witness.name()) && Arrays.equals(line.id(), witness.id())) {
        if (!Cosignature.verifies(witness, line.signature(), checkpoint.text())) {
          throw new InvalidNoteException("its signature is wrong");
        }
        return line.text();
      }
    }
    throw new InvalidNoteException("it did not sign with the key `" + witness + "`");
  }
}
