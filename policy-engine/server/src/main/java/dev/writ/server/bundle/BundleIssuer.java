package dev.writ.server.bundle;

import dev.writ.engine.bundle.BundleKey;
import dev.writ.engine.bundle.BundleSigner;
import dev.writ.engine.bundle.Payload;
import dev.writ.engine.program.Program;
import dev.writ.server.secret.Secret;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signs the policy set that answers, when it changes and again when half of the last signature's
 * time is over. What cannot be signed is tried again; the bundle before stays until then. All work
 * is done on one thread.
 */
final class BundleIssuer {
  private static final Logger LOG = Logger.getLogger(BundleIssuer.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final List<Secret<BundleSigner>> keys;
  private final SequenceFile sequences;
  private final Duration validFor;
  private final Clock clock;
  private final BundleDesk desk;
  private final ScheduledExecutorService thread;
  private final Counter signed;
  private final Counter failed;
  private @Nullable ScheduledFuture<?> planned;
  private @Nullable String digest;

  BundleIssuer(
      List<Secret<BundleSigner>> keys,
      SequenceFile sequences,
      Duration validFor,
      Clock clock,
      BundleDesk desk,
      ScheduledExecutorService thread,
      MeterRegistry meters) {
    this.keys = List.copyOf(keys);
    this.sequences = sequences;
    this.validFor = validFor;
    this.clock = clock;
    this.desk = desk;
    this.thread = thread;
    signed = signatures(meters, "signed");
    failed = signatures(meters, "failed");
  }

  private static Counter signatures(MeterRegistry meters, String result) {
    return Counter.builder("writ.bundle.signatures")
        .description("bundles to be signed, by result")
        .tag("result", result)
        .register(meters);
  }

  /** Signs a policy set soon, unless it is the one that was signed last. Never waits. */
  void serve(Program program) {
    try {
      thread.execute(() -> change(Payload.of(program)));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("no bundle is signed any more");
    }
  }

  private void change(Payload payload) {
    if (!BundleKey.sha256(payload.encode()).equals(digest)) {
      sign(payload);
    }
  }

  private void sign(Payload payload) {
    if (planned != null) {
      planned.cancel(false);
    }
    Duration again = PAUSE;
    try {
      Issued next = issue(payload);
      desk.put(next);
      digest = BundleKey.sha256(payload.encode());
      signed.increment();
      again = validFor.dividedBy(2);
      LOG.infof(
          "signed bundle %s of revision %s, until %s",
          Long.toUnsignedString(next.sequence()), payload.program().revision(), next.notAfter());
    } catch (IOException | RuntimeException e) {
      failed.increment();
      LOG.errorf("no bundle was signed: %s", e.getMessage());
    }
    planned = thread.schedule(() -> sign(payload), again.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Issued issue(Payload payload) throws IOException {
    List<BundleSigner> signers = keys.stream().map(Secret::get).toList();
    long sequence = sequences.next();
    Instant now = clock.instant();
    Instant notAfter = now.plus(validFor);
    byte[] bytes = BundleSigner.sign(payload, signers, sequence, now, notAfter);
    return Issued.of(bytes, sequence, now, notAfter);
  }
}
