package dev.writ.server.limit;

import dev.writ.server.peer.Call;
import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The addresses that calls are counted by. */
final class Addresses {
  private static final int NETWORK = 8;
  private static final int IPV4 = 4;

  private Addresses() {}

  static String of(Call call) {
    SocketAddress address = call.request().remoteAddress();
    return address == null || address.host() == null ? "none" : network(address.host());
  }

  /** One host can use every address of an IPv6 /64, so that they count as one. */
  static String network(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    return address == null || address.length == IPV4
        ? host
        : HexFormat.of().formatHex(Arrays.copyOf(address, NETWORK)) + "/64";
  }
}
