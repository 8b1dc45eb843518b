package dev.writ.agent.http;

import dev.writ.agent.config.AgentConfig.Socket;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The places where the agent listens, all served by one event loop. */
public final class Listeners implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("dev.writ.agent");
  private static final int MOST_CONNECTIONS = 1_024;
  private static final int BACKLOG = 1_024;
  private static final long DRAIN_SECONDS = 10;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicLong refused = new AtomicLong();
  private final Desk desk;
  private final Socket configuration;
  private @Nullable Channel socket;
  private @Nullable Object socketFile;
  private @Nullable Channel loopback;

  private Listeners(Desk desk, Socket configuration) {
    this.desk = desk;
    this.configuration = configuration;
  }

  /**
   * Listens.
   *
   * @param port on the loopback address, 0 for a free one; -1 for none
   * @throws IOException if somebody else listens there, or it may not
   */
  public static Listeners open(Desk desk, Socket configuration, int port) throws IOException {
    var listeners = new Listeners(desk, configuration);
    try {
      listeners.listenOnSocket();
      if (port >= 0) {
        listeners.listenOnLoopback(port);
      }
      return listeners;
    } catch (IOException | RuntimeException e) {
      listeners.close();
      throw e;
    }
  }

  private void listenOnSocket() throws IOException {
    Path path = configuration.path();
    clear(path);
    PeerGate gate =
        PeerGate.of(configuration.uids(), configuration.gids(), refused::incrementAndGet);
    socket =
        bind(
            new ServerBootstrap().channelFactory(NioServerDomainSocketChannel::new),
            gate,
            UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, configuration.mode());
    socketFile = key(path);
  }

  /** Removes what a process left behind that was killed; never another's socket in use. */
  private static void clear(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("another process listens on `" + path + "`; stop that one first");
    } catch (java.net.ConnectException e) {
      Files.delete(path);
    } catch (java.net.SocketException e) {
      throw new IOException("`" + path + "` is there and no socket; take it away", e);
    }
  }

  private void listenOnLoopback(int port) throws IOException {
    loopback =
        bind(
            new ServerBootstrap().channelFactory(NioServerSocketChannel::new),
            null,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private Channel bind(
      ServerBootstrap bootstrap, @Nullable ChannelHandler gate, SocketAddress address)
      throws IOException {
    var bound =
        bootstrap
            .group(loop)
            .option(io.netty.channel.ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(connection(gate))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on `" + address + "`: " + bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  private ChannelInitializer<Channel> connection(@Nullable ChannelHandler gate) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (connections.size() >= MOST_CONNECTIONS) {
          refused.incrementAndGet();
          channel.close();
          return;
        }
        connections.add(channel);
        if (gate != null) {
          channel.pipeline().addLast(gate);
        }
        channel.pipeline().addLast(new Sniffer(desk));
      }
    };
  }

  /**
   * Listens anew where the socket's file was taken away, since nobody can reach it any more. To be
   * called now and then, by one thread.
   */
  public void heal() {
    Object there = key(configuration.path());
    if (there != null && there.equals(socketFile)) {
      return;
    }
    LOG.log(Level.WARNING, "the socket `{0}` was taken away: listening anew", configuration.path());
    Channel before = socket;
    if (before != null) {
      before.close().awaitUninterruptibly();
    }
    try {
      listenOnSocket();
    } catch (IOException e) {
      LOG.log(Level.ERROR, e.getMessage());
    }
  }

  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException none) {
      return null;
    }
  }

  /** How many connections were refused. */
  public long refused() {
    return refused.get();
  }

  /** How many connections are open. */
  public int open() {
    return connections.size();
  }

  /** The port on the loopback address, or -1. */
  public int port() {
    return loopback != null && loopback.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : -1;
  }

  /** Takes no more connections, answers what is under way, and ends. */
  @Override
  public void close() {
    close(socket);
    close(loopback);
    for (Channel connection : connections) {
      connection.eventLoop().execute(() -> drain(connection));
    }
    connections.newCloseFuture().awaitUninterruptibly(DRAIN_SECONDS, TimeUnit.SECONDS);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static void close(@Nullable Channel listener) {
    if (listener != null) {
      listener.close().awaitUninterruptibly();
    }
  }

  private static void drain(Channel connection) {
    for (var handler : connection.pipeline()) {
      if (handler.getValue() instanceof Draining door) {
        door.drain();
        return;
      }
    }
    connection.close();
  }
}
