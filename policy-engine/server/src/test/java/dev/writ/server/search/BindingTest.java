package dev.writ.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.engine.program.Revision;
import dev.writ.engine.request.Peer;
import dev.writ.server.search.PageTokens.Place;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BindingTest {
  private static final Revision FIRST = new Revision("a".repeat(64), null);
  private static final Revision SECOND = new Revision("b".repeat(64), null);
  private static final Map<String, Object> BODY = Map.of("subject", Map.of("type", "user"));

  private final PageTokens tokens = new PageTokens(new SecretKeySpec(new byte[32], "HmacSHA256"));

  @Test
  void aTokenLeadsBackToItsPlace() {
    byte[] binding = Binding.of(Search.SUBJECT, BODY, Peer.LOCAL, FIRST);
    String token = tokens.issue(new Place(17, 100), binding);
    assertThat(tokens.redeem(token, binding)).isEqualTo(new Place(17, 100));
  }

  @Test
  void anotherPeerCannotUseAToken() {
    assertForeign(Binding.of(Search.SUBJECT, BODY, new Peer("other", Peer.Kind.LOCAL), FIRST));
    assertForeign(Binding.of(Search.SUBJECT, BODY, new Peer("local", Peer.Kind.NONE), FIRST));
  }

  @Test
  void aTokenEndsWithItsRevision() {
    assertForeign(Binding.of(Search.SUBJECT, BODY, Peer.LOCAL, SECOND));
  }

  @Test
  void aTokenIsOfOneSearchAndOneBody() {
    assertForeign(Binding.of(Search.RESOURCE, BODY, Peer.LOCAL, FIRST));
    assertForeign(Binding.of(Search.SUBJECT, Map.of(), Peer.LOCAL, FIRST));
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    byte[] other = new byte[32];
    other[0] = 1;
    byte[] binding = Binding.of(Search.SUBJECT, BODY, Peer.LOCAL, FIRST);
    String token =
        new PageTokens(new SecretKeySpec(other, "HmacSHA256")).issue(new Place(1, 1), binding);
    assertThatThrownBy(() -> tokens.redeem(token, binding)).isInstanceOf(InvalidRequest.class);
  }

  private void assertForeign(byte[] binding) {
    String token =
        tokens.issue(new Place(1, 1), Binding.of(Search.SUBJECT, BODY, Peer.LOCAL, FIRST));
    assertThatThrownBy(() -> tokens.redeem(token, binding)).isInstanceOf(InvalidRequest.class);
  }
}
