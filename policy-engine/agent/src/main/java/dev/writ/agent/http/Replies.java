package dev.writ.agent.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Answers on one connection in the order of their requests, though some are ready earlier than
 * others. A peer that does not wait for answers is read no further while many are under way. Used
 * by the connection's event loop.
 */
final class Replies {
  private static final int MANY = 1_024;
  private static final int FEW = 256;

  /**
   * An answer under way.
   *
   * @param message completes with what is written; never fails
   * @param last whether the connection ends with it
   */
  private record Reply(CompletableFuture<?> message, boolean last) {}

  private final ChannelHandlerContext context;
  private final Queue<Reply> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private boolean closing;

  Replies(ChannelHandlerContext context) {
    this.context = context;
  }

  /**
   * Answers when all earlier requests are answered.
   *
   * @param message completes with what is written, on any thread; must not fail
   * @param last whether the connection ends with it
   */
  void add(CompletableFuture<?> message, boolean last) {
    if (waiting.isEmpty() && message.isDone()) {
      write(new Reply(message, last));
      return;
    }
    waiting.add(new Reply(message, last));
    if (waiting.size() == MANY) {
      context.channel().config().setAutoRead(false);
    }
    message.whenComplete((ready, never) -> context.executor().execute(this::schedule));
  }

  /** Ends the connection once what is under way is answered. */
  void drain() {
    closing = true;
    if (waiting.isEmpty()) {
      context
          .writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER)
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Several answers that get ready together are flushed together. */
  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      context.executor().execute(this::flush);
    }
  }

  private void flush() {
    scheduled = false;
    boolean wrote = false;
    for (Reply next = waiting.peek();
        next != null && next.message().isDone();
        next = waiting.peek()) {
      waiting.remove();
      write(next);
      wrote = true;
    }
    if (wrote) {
      context.flush();
    }
    if (waiting.size() <= FEW && !context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(true);
    }
  }

  private void write(Reply reply) {
    boolean ends = reply.last() || closing && waiting.isEmpty();
    var written = context.write(reply.message().join());
    if (ends) {
      context.flush();
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
