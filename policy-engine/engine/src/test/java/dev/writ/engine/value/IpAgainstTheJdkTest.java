package dev.writ.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Addresses of both families and ranges against the JDK's, with long runs of zeros and ones. */
class IpAgainstTheJdkTest {
  private static final int MAX_BYTES = 16;

  @Property(tries = 20_000)
  void anAddressIsReadAndClassifiedAsByTheJdk(@ForAll long seed) throws UnknownHostException {
    InetAddress expected = address(new Random(seed));
    Ip ip = Ip.parse(expected.getHostAddress());
    assertThat(ip).isNotNull();
    assertThat(ip.isV4()).isEqualTo(expected.getAddress().length == 4);
    assertThat(ip.isLoopback()).isEqualTo(expected.isLoopbackAddress());
    assertThat(ip.isUnspecified()).isEqualTo(expected.isAnyLocalAddress());
    assertThat(ip.isLinkLocalUnicast()).isEqualTo(expected.isLinkLocalAddress());
    assertThat(ip.isMulticast()).isEqualTo(expected.isMulticastAddress());
    assertThat(InetAddress.getByName(ip.toString())).isEqualTo(expected);
    assertThat(Ip.parse(ip.toString())).isEqualTo(ip);
  }

  @Property(tries = 20_000)
  void aRangeHoldsTheAddressesThatShareItsPrefix(@ForAll long seed) throws UnknownHostException {
    var random = new Random(seed);
    InetAddress base = address(random);
    InetAddress other = random.nextInt(4) == 0 ? address(random) : near(base, random);
    int length = random.nextInt(base.getAddress().length * 8 + 1);
    Cidr range = Cidr.parse(base.getHostAddress() + "/" + length);
    Ip ip = Ip.parse(other.getHostAddress());
    assertThat(range).isNotNull();
    assertThat(ip).isNotNull();
    assertThat(range.contains(ip)).isEqualTo(sharePrefix(base, other, length));
    assertThat(range.masked().contains(range.address())).isTrue();
  }

  private static boolean sharePrefix(InetAddress one, InetAddress other, int length) {
    byte[] a = one.getAddress();
    byte[] b = other.getAddress();
    int rest = a.length * 8 - length;
    return a.length == b.length
        && new BigInteger(1, a).shiftRight(rest).equals(new BigInteger(1, b).shiftRight(rest));
  }

  /** Any address but a mapped one, runs of zeros and ones in it more often than by chance. */
  private static InetAddress address(Random random) throws UnknownHostException {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : MAX_BYTES];
    random.nextBytes(bytes);
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(bytes.length - from + 1);
    Arrays.fill(bytes, from, to, (byte) (random.nextInt(3) == 0 ? 0xFF : 0));
    int[] starts = {0, 10, 127, 169, 224, 0xFE, 0xFF, bytes[0]};
    bytes[0] = (byte) starts[random.nextInt(starts.length)];
    InetAddress address = InetAddress.getByAddress(bytes);
    return address.getAddress().length == bytes.length ? address : address(random);
  }

  private static InetAddress near(InetAddress base, Random random) throws UnknownHostException {
    byte[] bytes = base.getAddress();
    int bit = random.nextInt(bytes.length * 8);
    bytes[bit / 8] ^= (byte) (0x80 >> bit % 8);
    InetAddress address = InetAddress.getByAddress(bytes);
    return address.getAddress().length == bytes.length ? address : base;
  }
}
