package dev.writ.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.revocation.Revocation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationListTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final Credential TOKEN =
      new Credential(
          "https://idp.example", "t1", "s1", "u1", "user:alice", "k1", NOW.minusSeconds(60));

  private final RevocationList list = new RevocationList();

  @Test
  void nothingIsRevokedAtFirst() {
    assertThat(list.of(TOKEN, NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"JTI, t1", "SID, s1", "SUB, u1", "SUBJECT, user:alice", "KEY, k1"})
  void eachIdentifierOfATokenRevokesIt(Kind kind, String value) {
    list.apply(revoked(kind, "https://idp.example", value, null));
    assertThat(list.of(TOKEN, NOW)).isNotNull();
    list.apply(new Change.Reinstate(new Target(kind, "https://idp.example", value)));
    assertThat(list.of(TOKEN, NOW)).isNull();
    list.apply(revoked(kind, null, value, null));
    assertThat(list.of(TOKEN, NOW)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"JTI, s1", "SID, t1", "SUB, user:alice", "SUBJECT, u1", "KEY, t1", "JTI, T1"})
  void anotherKindsIdentifierRevokesNothing(Kind kind, String value) {
    list.apply(revoked(kind, null, value, null));
    assertThat(list.of(TOKEN, NOW)).isNull();
  }

  @Test
  void anotherIssuersIdentifierRevokesNothing() {
    list.apply(revoked(Kind.JTI, "https://other.example", "t1", null));
    assertThat(list.of(TOKEN, NOW)).isNull();
  }

  @Test
  void anEntryEndsWhenItExpires() {
    list.apply(revoked(Kind.JTI, null, "t1", null));
    assertThat(list.of(TOKEN, LATER.minusNanos(1))).isNotNull();
    assertThat(list.of(TOKEN, LATER)).isNull();
  }

  @Test
  void aLogoutEndsWhatWasIssuedBeforeAndNotTheNextLogin() {
    list.apply(revoked(Kind.SUB, "https://idp.example", "u1", NOW));
    assertThat(list.of(TOKEN, NOW)).isNotNull();
    var next = new Credential("https://idp.example", null, null, "u1", null, null, NOW);
    assertThat(list.of(next, NOW)).isNull();
    var undated = new Credential("https://idp.example", null, null, "u1", null, null, null);
    assertThat(list.of(undated, NOW)).isNotNull();
  }

  @Test
  void aPeersKeyIsRevokedWithoutAnIssuer() {
    list.apply(revoked(Kind.KEY, null, "payments-2026", null));
    assertThat(list.of(Credential.key("payments-2026"), NOW)).isNotNull();
    assertThat(list.of(Credential.key("payments-2027"), NOW)).isNull();
  }

  private static Change revoked(
      Kind kind, @Nullable String issuer, String value, @Nullable Instant issuedBefore) {
    return new Change.Revoke(
        new Revocation(new Target(kind, issuer, value), LATER, issuedBefore, ""));
  }
}
