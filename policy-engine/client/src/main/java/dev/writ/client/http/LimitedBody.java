package dev.writ.client.http;

import dev.writ.client.Failure;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a body into memory, and gives up as soon as it is longer than it may be. */
final class LimitedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
  private final int limit;
  private @Nullable Subscription subscription;
  private long left;

  LimitedBody(int limit) {
    this.limit = limit;
    this.left = limit;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    body.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    left -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (left >= 0) {
      body.onNext(buffers);
    } else if (subscription != null) {
      subscription.cancel();
      body.onError(CallFailure.of(Failure.INVALID_ANSWER, "it is longer than " + limit + " bytes"));
    }
  }

  @Override
  public void onError(Throwable throwable) {
    body.onError(throwable);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body.getBody();
  }
}
