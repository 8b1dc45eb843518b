package dev.writ.agent.http;

import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.json.InvalidRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.CompletableFuture;

/** Messages of the binary form on one connection, each answered in its turn. */
final class BinaryDoor extends SimpleChannelInboundHandler<ByteBuf> implements Draining {
  private static final int LENGTH = 4;

  private final Desk desk;
  private Replies replies;

  @SuppressWarnings("NullAway.Init")
  BinaryDoor(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    replies = new Replies(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
    byte[] message = new byte[frame.readableBytes()];
    frame.readBytes(message);
    replies.add(answer(message, context).thenApply(answer -> framed(context, answer)), false);
  }

  private CompletableFuture<byte[]> answer(byte[] message, ChannelHandlerContext context) {
    try {
      return desk.message(message, PeerGate.peer(context.channel()));
    } catch (InvalidRequest e) {
      return CompletableFuture.completedFuture(BinaryForm.invalid(e));
    }
  }

  private static ByteBuf framed(ChannelHandlerContext context, byte[] answer) {
    return context
        .alloc()
        .buffer(LENGTH + answer.length)
        .writeInt(answer.length)
        .writeBytes(answer);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void drain() {
    replies.drain();
  }

  /** A message that is too long, or a connection that broke: neither goes on. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
