package dev.writ.embedded;

import dev.writ.bundle.BundleFeed;
import dev.writ.bundle.BundleHolder;
import dev.writ.bundle.BundleShelf;
import dev.writ.bundle.BundleSource;
import dev.writ.client.Decision;
import dev.writ.client.Failure;
import dev.writ.client.Pdp;
import dev.writ.client.Request;
import dev.writ.client.Unanswered;
import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.Need;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A decision point in this process. It fetches signed bundles of policies, keeps deciding by the
 * last good one while its time lasts, and denies from then on. What the service states of subjects
 * is believed; decisions are not logged here. Thread-safe; one serves a whole application.
 */
public final class EmbeddedPdp implements Pdp {
  private final BundleHolder holder;
  private final BundleFeed feed;
  private final Clock clock;
  private final @Nullable Pdp elsewhere;
  private volatile boolean closed;

  private EmbeddedPdp(BundleHolder holder, BundleFeed feed, Clock clock, @Nullable Pdp elsewhere) {
    this.holder = holder;
    this.feed = feed;
    this.clock = clock;
    this.elsewhere = elsewhere;
  }

  /**
   * Begins to fetch bundles, and waits a moment for the first. Where none comes, it denies until
   * one does.
   *
   * @throws UncheckedIOException if the folder that keeps bundles cannot be used
   */
  public static EmbeddedPdp start(EmbeddedSettings settings) throws InterruptedException {
    BundleHolder holder = holder(settings);
    BundleFeed feed = BundleFeed.start(source(settings), holder, settings.interval);
    feed.awaitFirst(settings.patience);
    return new EmbeddedPdp(holder, feed, settings.clock, settings.elsewhere);
  }

  private static BundleHolder holder(EmbeddedSettings settings) {
    if (settings.folder == null) {
      return BundleHolder.inMemory(settings.trusted, settings.clock);
    }
    try {
      BundleShelf shelf = BundleShelf.in(settings.folder);
      return BundleHolder.on(shelf, settings.trusted, settings.clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleSource source(EmbeddedSettings settings) {
    return "file".equals(settings.source.getScheme())
        ? BundleSource.file(Path.of(settings.source))
        : BundleSource.http(settings.source, settings.http, settings.token, settings.longPoll);
  }

  @Override
  public CompletionStage<Decision> evaluateAsync(Request request) {
    if (closed) {
      return done(new Unanswered(Failure.CANCELLED, "the client is closed"));
    }
    Optional<Bundle> bundle = holder.current();
    if (bundle.isEmpty()) {
      return done(new Unanswered(Failure.NO_POLICIES, missing()));
    }
    String lacking = lacking(bundle.get(), request);
    if (lacking == null) {
      return done(decide(bundle.get(), request));
    }
    return elsewhere == null
        ? done(new Unanswered(Failure.UNDECIDABLE_HERE, lacking))
        : elsewhere.evaluateAsync(request);
  }

  @Override
  public CompletionStage<List<Decision>> evaluationsAsync(List<Request> requests) {
    List<CompletableFuture<Decision>> decisions =
        requests.stream().map(request -> evaluateAsync(request).toCompletableFuture()).toList();
    return CompletableFuture.allOf(decisions.toArray(CompletableFuture[]::new))
        .thenApply(all -> decisions.stream().map(CompletableFuture::join).toList());
  }

  private static CompletionStage<Decision> done(Decision decision) {
    return CompletableFuture.completedFuture(decision);
  }

  /** What a decision by this bundle needs and this process has not; null where it has all. */
  private static @Nullable String lacking(Bundle bundle, Request request) {
    if (request.subject().token().isPresent()) {
      return "the subject's token cannot be verified here";
    }
    return bundle.needs().isEmpty()
        ? null
        : bundle.needs().stream()
            .map(Need::toString)
            .collect(Collectors.joining(", ", "the policies need ", ""));
  }

  private Decision decide(Bundle bundle, Request request) {
    AccessRequest asked =
        AccessRequest.of(
            new Subject(
                request.subject().type(), request.subject().id(), request.subject().properties()),
            new Action(request.action().name(), request.action().properties()),
            new Resource(
                request.resource().type(),
                request.resource().id(),
                request.resource().properties()),
            request.context(),
            clock.instant());
    String problem = asked.problem();
    return problem == null
        ? answer(bundle, asked)
        : new Unanswered(Failure.INVALID_REQUEST, problem);
  }

  /** An output that no JSON can say is no answer over HTTP either. */
  private static Decision answer(Bundle bundle, AccessRequest asked) {
    try {
      return Answers.of(bundle.engine().decide(asked), bundle.program().revision());
    } catch (IllegalArgumentException e) {
      return new Unanswered(Failure.INVALID_ANSWER, String.valueOf(e.getMessage()));
    }
  }

  private String missing() {
    Optional<String> ended =
        holder.last().map(last -> "the bundle of policies ran out at " + last.notAfter());
    return ended.or(holder::problem).or(feed::problem).orElse("no bundle of policies has come yet");
  }

  /** How old what the policies say is; empty where there are none, or their time is over. */
  public Optional<Duration> age() {
    return holder.current().map(bundle -> bundle.age(clock.instant()));
  }

  /** Which policies decide; empty where none do. */
  public Optional<String> revision() {
    return holder.current().map(bundle -> bundle.program().revision().toString());
  }

  /** Why there is nothing newer than what decides; empty where all is well. */
  public Optional<String> problem() {
    return holder.problem().or(feed::problem);
  }

  @Override
  public void close() {
    closed = true;
    feed.close();
    if (elsewhere != null) {
      elsewhere.close();
    }
  }
}
