package dev.writ.server.token.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.token.jwt.BadToken;
import dev.writ.server.token.jwt.KeySet;
import dev.writ.server.token.jwt.Reason;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class KeysTest {
  private Instant now = Instant.EPOCH;
  private int fetches;
  private boolean down;
  private List<PublicJsonWebKey> published = List.of(key("one"));
  private final Keys keys =
      new Keys(
          "test",
          this::fetch,
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          new Moving(() -> now));

  /** A clock that stands where the test puts it. */
  private static final class Moving extends Clock {
    private final InstantSource source;

    Moving(InstantSource source) {
      this.source = source;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  private Uni<KeySet> fetch() {
    fetches++;
    return down
        ? Uni.createFrom().failure(new IllegalStateException("down"))
        : Uni.createFrom().item(KeySet.read(new JsonWebKeySet(published).toJson()));
  }

  private static PublicJsonWebKey key(String id) {
    try {
      PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeySet.Key find(String id) {
    return keys.find(id).await().indefinitely();
  }

  private void assertNot(String id, Reason reason) {
    assertThatThrownBy(() -> find(id))
        .isInstanceOfSatisfying(BadToken.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  @Test
  void keysAreFetchedOnce() {
    assertThat(find("one")).isSameAs(find("one"));
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void anUnknownKeyIsFetchedButNotWithinTheFloor() {
    find("one");
    published = List.of(key("one"), key("two"));
    assertNot("two", Reason.UNKNOWN_KEY);
    now = now.plusSeconds(9);
    assertNot("../../etc/passwd", Reason.UNKNOWN_KEY);
    assertThat(fetches).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(find("two").id()).isEqualTo("two");
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void keysAreKeptWhileTheIssuerIsDown() {
    KeySet.Key one = find("one");
    down = true;
    now = now.plus(Duration.ofDays(1));
    assertThat(find("one")).isSameAs(one);
    assertThat(fetches).isEqualTo(2);
    assertThat(keys.hold(one)).isTrue();
  }

  @Test
  void oldKeysAreFetchedAgainAndOnesThatAreGoneNotHeldAnyMore() {
    KeySet.Key one = find("one");
    published = List.of(key("two"));
    now = now.plus(Duration.ofMinutes(10));
    find("one");
    assertThat(keys.hold(one)).isFalse();
    assertThat(find("two").id()).isEqualTo("two");
  }

  @Test
  void aKeyThatWasExchangedUnderItsIdIsNotHeld() {
    KeySet.Key one = find("one");
    published = List.of(key("one"));
    now = now.plus(Duration.ofMinutes(10));
    find("one");
    assertThat(keys.hold(one)).isFalse();
  }

  @Test
  void anIssuerThatNeverAnsweredIsUnavailable() {
    down = true;
    assertNot("one", Reason.ISSUER_UNAVAILABLE);
    assertNot("one", Reason.ISSUER_UNAVAILABLE);
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void aKeyIdThatIsNotUniqueIsNoKey() {
    published = List.of(key("one"), key("one"), key("two"));
    assertThat(find("two").id()).isEqualTo("two");
    assertNot("one", Reason.UNKNOWN_KEY);
  }

  @Test
  void allWhoAskMeanwhileWaitForOneFetch() {
    CompletableFuture<KeySet> answer = new CompletableFuture<>();
    var slow =
        new Keys(
            "slow",
            () -> {
              fetches++;
              return Uni.createFrom().completionStage(answer);
            },
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            new Moving(() -> now));
    var first = slow.find("one").subscribeAsCompletionStage();
    var second = slow.find("one").subscribeAsCompletionStage();
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    answer.complete(KeySet.read(new JsonWebKeySet(published).toJson()));
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(fetches).isEqualTo(1);
  }
}
