package dev.writ.agent.http;

import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Peer.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Lets those processes ask that run as a user or in a group that may. The kernel says who they are
 * (SO_PEERCRED), as of the moment they connected.
 */
@io.netty.channel.ChannelHandler.Sharable
final class PeerGate extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<Peer> PEER = AttributeKey.valueOf("writ.peer");

  private final Set<UserPrincipal> users;
  private final Set<UserPrincipal> groups;
  private final Runnable refused;

  private PeerGate(Set<UserPrincipal> users, Set<UserPrincipal> groups, Runnable refused) {
    this.users = users;
    this.groups = groups;
    this.refused = refused;
  }

  /**
   * A gate.
   *
   * @param uids users, as names or numbers; where neither users nor groups are named, the agent's
   *     own user
   * @throws IOException if the system knows none of that name
   */
  static PeerGate of(List<String> uids, List<String> gids, Runnable refused) throws IOException {
    UserPrincipalLookupService lookup = FileSystems.getDefault().getUserPrincipalLookupService();
    Set<UserPrincipal> users = new HashSet<>();
    for (String uid : uids) {
      users.add(lookup.lookupPrincipalByName(uid));
    }
    Set<UserPrincipal> groups = new HashSet<>();
    for (String gid : gids) {
      groups.add(lookup.lookupPrincipalByGroupName(gid));
    }
    if (users.isEmpty() && groups.isEmpty()) {
      users.add(lookup.lookupPrincipalByName(System.getProperty("user.name")));
    }
    return new PeerGate(users, groups, refused);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    UnixDomainPrincipal peer = credentials(context.channel());
    if (peer == null || !admits(peer)) {
      refused.run();
      context.close();
      return;
    }
    context.channel().attr(PEER).set(new Peer(peer.user().getName(), Kind.LOCAL));
    context.fireChannelActive();
  }

  private boolean admits(UnixDomainPrincipal peer) {
    return users.contains(peer.user()) || groups.contains(peer.group());
  }

  private static @Nullable UnixDomainPrincipal credentials(Channel channel) {
    return channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
  }

  /** Nothing is read of a peer that was not let in. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (context.channel().attr(PEER).get() == null) {
      io.netty.util.ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** Who is at the other end; on the loopback address nobody knows. */
  static Peer peer(Channel channel) {
    Peer peer = channel.attr(PEER).get();
    return peer == null ? Peer.LOCAL : peer;
  }
}
