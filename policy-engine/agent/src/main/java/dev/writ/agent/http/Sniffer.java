package dev.writ.agent.http;

import dev.writ.authzen.binary.BinaryForm;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Arrays;
import java.util.List;

/** Tells by a connection's first bytes whether it speaks HTTP or the binary form. */
final class Sniffer extends ByteToMessageDecoder {
  private static final byte[] PREFACE = BinaryForm.preface();
  private static final int MAX_LINE = 4 * 1024;
  private static final int MAX_HEADERS = 16 * 1024;

  /** More than one read brings besides those that {@link Replies} lets wait. */
  private static final int PIPELINED = 8 * 1024;

  private static final int LENGTH = 4;

  private final Desk desk;

  Sniffer(Desk desk) {
    this.desk = desk;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!in.isReadable()) {
      return;
    }
    if (in.getByte(in.readerIndex()) != PREFACE[0]) {
      http(context.pipeline());
    } else if (in.readableBytes() >= PREFACE.length) {
      binary(context, in);
    }
  }

  private void http(ChannelPipeline pipeline) {
    var limits =
        new HttpDecoderConfig().setMaxInitialLineLength(MAX_LINE).setMaxHeaderSize(MAX_HEADERS);
    pipeline.addLast(new HttpServerCodec(limits, PIPELINED));
    pipeline.addLast(new HttpObjectAggregator(BinaryForm.MAX_MESSAGE));
    pipeline.addLast(new HttpDoor(desk));
    pipeline.remove(this);
  }

  /** Answers with the version that is spoken here; a peer of another one is let go. */
  private void binary(ChannelHandlerContext context, ByteBuf in) {
    byte[] said = new byte[PREFACE.length];
    in.readBytes(said);
    context.writeAndFlush(context.alloc().buffer().writeBytes(PREFACE));
    if (!Arrays.equals(said, PREFACE)) {
      context.close();
      return;
    }
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addLast(
        new LengthFieldBasedFrameDecoder(BinaryForm.MAX_MESSAGE + LENGTH, 0, LENGTH, 0, LENGTH));
    pipeline.addLast(new BinaryDoor(desk));
    pipeline.remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
