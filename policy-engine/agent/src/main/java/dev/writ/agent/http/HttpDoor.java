package dev.writ.agent.http;

import dev.writ.agent.http.Desk.Ask;
import dev.writ.agent.http.Desk.Reply;
import dev.writ.authzen.json.InvalidRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTTP on one connection. */
final class HttpDoor extends SimpleChannelInboundHandler<FullHttpRequest> implements Draining {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String REQUEST_ID = "X-Request-ID";
  private static final String SUBJECT_TOKEN = "Subject-Token";
  private static final String TRACE_PARENT = "traceparent";

  /** A web page can make its own name point here, but not send another one than its own. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final Desk desk;
  private Replies replies;

  @SuppressWarnings("NullAway.Init")
  HttpDoor(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    replies = new Replies(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean stays = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    String id = request.headers().get(REQUEST_ID);
    CompletableFuture<FullHttpResponse> answer =
        answer(context, request)
            .exceptionally(HttpDoor::failed)
            .thenApply(made -> finished(made, id, stays));
    replies.add(answer, !stays);
  }

  private CompletableFuture<FullHttpResponse> answer(
      ChannelHandlerContext context, FullHttpRequest request) {
    try {
      FullHttpResponse refusal = refusal(context, request);
      return refusal == null
          ? routed(context, request)
          : CompletableFuture.completedFuture(refusal);
    } catch (InvalidRequest e) {
      return CompletableFuture.completedFuture(text(400, e.reason()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static @Nullable FullHttpResponse refusal(
      ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return text(400, "the request is not valid HTTP");
    }
    boolean tcp = context.channel() instanceof io.netty.channel.socket.SocketChannel;
    if (tcp && !isLoopback(request.headers())) {
      return text(421, "only loopback host names are answered here");
    }
    return null;
  }

  private static boolean isLoopback(HttpHeaders headers) {
    String host = headers.get(HttpHeaderNames.HOST);
    return host != null
        && headers.getAll(HttpHeaderNames.HOST).size() == 1
        && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private CompletableFuture<FullHttpResponse> routed(
      ChannelHandlerContext context, FullHttpRequest request) {
    String path = request.uri();
    return switch (path) {
      case Paths.EVALUATION, Paths.EVALUATIONS -> evaluated(context, request, path);
      case Paths.LIVE, Paths.READY, Paths.METRICS ->
          CompletableFuture.completedFuture(
              request.method().equals(HttpMethod.GET)
                  ? observed(path)
                  : text(405, "only GET is answered here"));
      default -> CompletableFuture.completedFuture(text(404, "there is nothing at this path"));
    };
  }

  private CompletableFuture<FullHttpResponse> evaluated(
      ChannelHandlerContext context, FullHttpRequest request, String path) {
    if (!request.method().equals(HttpMethod.POST)) {
      return CompletableFuture.completedFuture(text(405, "only POST is answered here"));
    }
    HttpHeaders headers = request.headers();
    CharSequence type = HttpUtil.getMimeType(request);
    if (type == null || !JSON.contentEquals(type.toString().toLowerCase(Locale.ROOT))) {
      return CompletableFuture.completedFuture(
          text(400, "the content type must be `application/json`"));
    }
    byte[] body = new byte[request.content().readableBytes()];
    request.content().readBytes(body);
    var ask =
        new Ask(
            path,
            body,
            headers.get(SUBJECT_TOKEN),
            headers.get(REQUEST_ID),
            headers.get(TRACE_PARENT));
    return desk.evaluate(ask, PeerGate.peer(context.channel())).thenApply(HttpDoor::evaluation);
  }

  private FullHttpResponse observed(String path) {
    if (path.equals(Paths.METRICS)) {
      return response(200, METRICS, desk.operations().metrics());
    }
    var health = desk.operations().health();
    boolean up = path.equals(Paths.LIVE) || health.ready();
    return response(up ? 200 : 503, JSON, health.json());
  }

  private static FullHttpResponse evaluation(Reply reply) {
    return response(reply.status(), reply.status() == 200 ? JSON : TEXT, reply.body());
  }

  private static FullHttpResponse failed(Throwable failure) {
    LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
    return text(500, "the request failed; the agent's log says why");
  }

  private static FullHttpResponse text(int status, String message) {
    return response(status, TEXT, (message + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static FullHttpResponse response(int status, String type, byte[] body) {
    ByteBuf content = Unpooled.wrappedBuffer(body);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }

  /** AuthZEN: an answer has the id of its request. */
  private static FullHttpResponse finished(
      FullHttpResponse response, @Nullable String id, boolean stays) {
    if (id != null) {
      response.headers().set(REQUEST_ID, id);
    }
    if (!stays) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return response;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void drain() {
    replies.drain();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(System.Logger.Level.DEBUG, "a connection broke", cause);
    context.close();
  }
}
