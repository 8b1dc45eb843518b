package dev.writ.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {
  private static Ip ip(String text) {
    Ip address = Ip.parse(text);
    assertThat(address).as(text).isNotNull();
    return address;
  }

  private static Cidr cidr(String text) {
    Cidr range = Cidr.parse(text);
    assertThat(range).as(text).isNotNull();
    return range;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "256.1.1.1",
        "1.2.3.4 ",
        "1.2.3.+4",
        "0x1.2.3.4",
        "::ffff:1.2.3.4",
        "::ffff:102:304",
        "fe80::1%eth0",
        ":",
        ":::",
        "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8:9",
        "1:2:3:4:5:6:7:8::",
        "::g",
        "1.2.3.4::",
        "::1.2.3",
        "::01.2.3.4",
        ":1::",
        "1:",
        "[::1]",
        "\u0661.2.3.4"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThat(Ip.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "0:0:0:0:0:0:0:0, ::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "255.0.10.1, 255.0.10.1"
  })
  void addressesHaveOneCanonicalText(String text, String canonical) {
    assertThat(ip(text)).hasToString(canonical);
    assertThat(ip(canonical)).isEqualTo(ip(text));
  }

  @Property
  void addressesAreReadAsTheJdkReadsThem(@ForAll @Size(16) byte[] bytes)
      throws UnknownHostException {
    bytes[0] |= 1;
    String text = InetAddress.getByAddress(bytes).getHostAddress();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(ip(text)).isEqualTo(new Ip(buffer.getLong(), buffer.getLong(), 128));
    assertThat(InetAddress.getByName(ip(text).toString()).getAddress()).isEqualTo(bytes);
  }

  @Property
  void kindsAreThoseOfTheJdk(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
    InetAddress jdk = InetAddress.getByAddress(bytes);
    Ip address = ip(jdk.getHostAddress());
    assertThat(address.isLoopback()).isEqualTo(jdk.isLoopbackAddress());
    assertThat(address.isLinkLocalUnicast()).isEqualTo(jdk.isLinkLocalAddress());
    assertThat(address.isMulticast()).isEqualTo(jdk.isMulticastAddress());
    assertThat(address.isUnspecified()).isEqualTo(jdk.isAnyLocalAddress());
    assertThat(address.isLinkLocalMulticast()).isEqualTo(jdk.isMCLinkLocal());
  }

  @Property
  void aRangeContainsWhatSharesItsPrefix(
      @ForAll int network, @ForAll int other, @ForAll @IntRange(max = 32) int prefix) {
    int mask = prefix == 0 ? 0 : -1 << (32 - prefix);
    var range = new Cidr(new Ip(0, network & 0xFFFFFFFFL, 32), prefix);
    var address = new Ip(0, other & 0xFFFFFFFFL, 32);
    assertThat(range.contains(address)).isEqualTo((network & mask) == (other & mask));
  }

  @Test
  void familiesNeverContainEachOther() {
    assertThat(cidr("::/0").contains(ip("1.2.3.4"))).isFalse();
    assertThat(cidr("0.0.0.0/0").contains(ip("::1"))).isFalse();
  }

  @Test
  void aRangeContainsNarrowerOnes() {
    assertThat(cidr("10.0.0.0/8").contains(cidr("10.1.0.0/16"))).isTrue();
    assertThat(cidr("10.1.0.0/16").contains(cidr("10.0.0.0/8"))).isFalse();
    assertThat(cidr("2001:db8::/33").contains(cidr("2001:db8:8000::/34"))).isFalse();
    assertThat(cidr("10.1.2.3/8").masked()).hasToString("10.0.0.0/8");
    assertThat(cidr("2001:db8:ffff::1/65").masked()).hasToString("2001:db8:ffff::/65");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "::/129",
        "10.0.0/8",
        "/8",
        "10.0.0.0/8/8",
        "::ffff:1.2.3.4/96"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThat(Cidr.parse(text)).isNull();
  }
}
