package dev.writ.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.engine.request.Peer;
import dev.writ.server.peer.Exposure.Protection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static final Protection INSECURE = new Protection(false, false, false, false, true);
  private static final Protection WHOLE = new Protection(true, true, true, false, false);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
  void onLoopbackEveryPeerIsLocal(String host) {
    assertThat(Exposure.of(host, Protection.NONE).peer()).isEqualTo(Peer.LOCAL);
    assertThat(Exposure.of(host, INSECURE).peer()).isEqualTo(Peer.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void anyOtherAddressIsRefusedUnlessInsecure(String host) {
    assertThatThrownBy(() -> Exposure.of(host, Protection.NONE))
        .isInstanceOf(Exposure.Refused.class)
        .hasMessageContaining("refusing to listen on `" + host + "` without TLS")
        .hasMessageContaining("--insecure");
    assertThat(Exposure.of(host, INSECURE).peer()).isEqualTo(Peer.ANONYMOUS);
  }

  @Test
  void aHostThatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> Exposure.of("no such host", Protection.NONE))
        .isInstanceOf(Exposure.Refused.class)
        .hasMessageContaining("`no such host`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void wherePeersProveWhoTheyAreNobodyElseIsLetIn(String host) {
    assertThat(Exposure.of(host, WHOLE)).isEqualTo(Exposure.AUTHENTICATED);
    assertThat(Exposure.AUTHENTICATED.peer()).isNull();
  }

  @Test
  void programsOfThisMachineAreLetInBesidePeersOnlyIfToldSo() {
    var local = new Protection(true, true, true, true, false);
    assertThat(Exposure.of("127.0.0.1", local)).isEqualTo(Exposure.LOOPBACK);
    assertThat(Exposure.of("0.0.0.0", local)).isEqualTo(Exposure.AUTHENTICATED);
  }

  @Test
  void aWayToAuthenticateIsNothingWithoutEncryption() {
    var plain = new Protection(false, true, true, false, false);
    assertThatThrownBy(() -> Exposure.of("0.0.0.0", plain)).hasMessageContaining("without TLS");
    assertThat(Exposure.of("127.0.0.1", plain)).isEqualTo(Exposure.AUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void peersThatNothingAuthenticatesAreAMistake(String host) {
    var grantsOnly = new Protection(true, false, true, false, false);
    assertThatThrownBy(() -> Exposure.of(host, grantsOnly))
        .isInstanceOf(Exposure.Refused.class)
        .hasMessageContaining("without a way to authenticate peers");
  }
}
