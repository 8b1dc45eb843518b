package dev.writ.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.request.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
  void onLoopbackEveryPeerIsLocal(String host) {
    assertThat(Exposure.of(host, false).peer()).isEqualTo(Peer.LOCAL);
    assertThat(Exposure.of(host, true).peer()).isEqualTo(Peer.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void anyOtherAddressIsRefusedUnlessInsecure(String host) {
    assertThatThrownBy(() -> Exposure.of(host, false))
        .isInstanceOf(Exposure.Refused.class)
        .hasMessageContaining("refusing to listen on `" + host + "` without TLS")
        .hasMessageContaining("--insecure");
    assertThat(Exposure.of(host, true).peer()).isEqualTo(Peer.ANONYMOUS);
  }

  @Test
  void aHostThatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> Exposure.of("no such host", false))
        .isInstanceOf(Exposure.Refused.class)
        .hasMessageContaining("`no such host`");
  }
}
