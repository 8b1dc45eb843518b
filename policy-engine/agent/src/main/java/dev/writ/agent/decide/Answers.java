package dev.writ.agent.decide;

import dev.writ.agent.config.AgentConfig.Workload;
import dev.writ.agent.decide.Call.RevokedSubjects;
import dev.writ.agent.policy.PolicyState;
import dev.writ.authzen.AnswerJson;
import dev.writ.authzen.Batch;
import dev.writ.authzen.Question;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.engine.decision.DecisionRecord.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers whole requests. No answer leaves before its decisions are kept as the operator asked; one
 * whose decisions cannot be kept is made again, and all of it is deny. Thread-safe.
 */
public final class Answers {
  private final Decider decider;
  private final Recorder recorder;
  private final String instance;
  private final Consumer<Boolean> count;

  /**
   * Answers, and records what it answered.
   *
   * @param revoked which subjects are revoked
   * @param workload what the agent's peers are, or null where nobody says
   * @param instance the agent's name in its records
   * @param count told of every verdict that leaves
   */
  public Answers(
      RevokedSubjects revoked,
      @Nullable Workload workload,
      Recorder recorder,
      String instance,
      Consumer<Boolean> count) {
    this.decider = new Decider(revoked, workload);
    this.recorder = recorder;
    this.instance = instance;
    this.count = count;
  }

  /**
   * AuthZEN's Access Evaluation.
   *
   * @throws InvalidRequest if the body says nothing decidable
   */
  public CompletableFuture<byte[]> evaluation(byte[] body, PolicyState state, Call call) {
    Members members = Members.of(StrictJson.readObject(body));
    return kept(recording -> evaluation(members, state, call, recording));
  }

  /**
   * AuthZEN's Access Evaluations; without a list of them, one.
   *
   * @throws InvalidRequest if the body says nothing decidable
   */
  public CompletableFuture<byte[]> evaluations(byte[] body, PolicyState state, Call call) {
    Members members = Members.of(StrictJson.readObject(body));
    if (Batch.listed(members).isEmpty()) {
      return kept(recording -> evaluation(members, state, call, recording));
    }
    Batch batch = Batch.of(members, null);
    return kept(
        recording ->
            JsonWriter.bytes(
                json ->
                    batch.write(
                        json,
                        question ->
                            decider.decide(state, question, Kind.BATCH_ITEM, call, recording))));
  }

  /**
   * A message of the binary form.
   *
   * @throws InvalidRequest if the message says nothing decidable
   */
  public CompletableFuture<byte[]> message(byte[] message, PolicyState state, Call call) {
    Evaluation evaluation = BinaryForm.read(message);
    return kept(
        recording ->
            BinaryForm.answer(
                decider.decide(state, evaluation.question(), Kind.EVALUATION, call, recording),
                evaluation.full()));
  }

  private byte[] evaluation(Members members, PolicyState state, Call call, Recording recording) {
    Question question = Question.of(members, null);
    return AnswerJson.bytes(decider.decide(state, question, Kind.EVALUATION, call, recording));
  }

  private CompletableFuture<byte[]> kept(Function<Recording, byte[]> answer) {
    var recording = Recording.on(instance);
    byte[] made = answer.apply(recording);
    CompletableFuture<Long> kept =
        recording.records().isEmpty()
            ? Recorder.KEPT
            : recorder.keep(recording.records(), recording.program());
    if (kept == Recorder.KEPT) {
      recording.verdicts().forEach(count);
      return CompletableFuture.completedFuture(made);
    }
    return kept.handle(
        (index, failure) -> failure == null ? counted(made, recording) : unkept(answer));
  }

  private byte[] counted(byte[] answer, Recording recording) {
    recording.verdicts().forEach(count);
    return answer;
  }

  private byte[] unkept(Function<Recording, byte[]> answer) {
    var recording = Recording.unkept();
    return counted(answer.apply(recording), recording);
  }
}
