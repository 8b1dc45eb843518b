package dev.writ.authzen.binary;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.Question;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Messages of the binary form, version 1, without the length that precedes each on a stream. A
 * message says one thing in one way only as far as its order of members goes; reading is strict.
 */
public final class BinaryForm {
  /** What either side sends before its first message; its last byte is the version. */
  private static final byte[] PREFACE = {'W', 'R', 'I', 'T', 'Q', 1};

  /** The most bytes of a message. */
  public static final int MAX_MESSAGE = 1 << 20;

  static final int MAX_DEPTH = StrictJson.MAX_DEPTH;

  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int NUMBER = 3;
  static final int TEXT = 4;
  static final int LIST = 5;
  static final int MAP = 6;

  private static final int BRIEF = 1;
  private static final int FULL = 2;

  private static final int DENY = 0;
  private static final int ALLOW = 1;
  private static final int INVALID = 2;

  private BinaryForm() {}

  /**
   * One evaluation.
   *
   * @param full whether the answer is to hold the JSON that AuthZEN would answer with
   */
  public record Evaluation(Question question, boolean full) {}

  /** What either side sends before its first message. */
  public static byte[] preface() {
    return PREFACE.clone();
  }

  /**
   * Reads the message of an evaluation.
   *
   * @throws InvalidRequest if it is anything else
   */
  public static Evaluation read(byte[] message) {
    var in = new Input(message);
    int kind = in.octet();
    if (kind != BRIEF && kind != FULL) {
      throw new InvalidRequest("the message is of an unknown kind");
    }
    var question = question(in);
    if (!in.isAtEnd()) {
      throw new InvalidRequest("the message goes on after its end");
    }
    return new Evaluation(question, kind == FULL);
  }

  private static Question question(Input in) {
    var subject = new Subject(in.text(), in.text(), in.map());
    var action = new Action(in.text(), in.map());
    var resource = new Resource(in.text(), in.text(), in.map());
    return new Question(subject, action, resource, in.map());
  }

  /** The message of an evaluation. */
  public static byte[] write(Evaluation evaluation) {
    var out = new Output();
    out.octet(evaluation.full() ? FULL : BRIEF);
    Question question = evaluation.question();
    out.text(question.subject().type());
    out.text(question.subject().id());
    out.map(question.subject().properties());
    out.text(question.action().name());
    out.map(question.action().properties());
    out.text(question.resource().type());
    out.text(question.resource().id());
    out.map(question.resource().properties());
    out.map(question.context());
    return out.bytes();
  }

  /** The message of a decision. */
  public static byte[] answer(Decided answer, boolean full) {
    UUID id = UUID.fromString(answer.id());
    byte[] json = full ? AnswerJson.bytes(answer) : new byte[0];
    return ByteBuffer.allocate(1 + 2 * Long.BYTES + json.length)
        .put((byte) (answer.allowed() ? ALLOW : DENY))
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .put(json)
        .array();
  }

  /** The message in place of a decision, to an evaluation that says nothing decidable. */
  public static byte[] invalid(InvalidRequest problem) {
    byte[] reason = problem.reason().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + reason.length).put((byte) INVALID).put(reason).array();
  }
}
