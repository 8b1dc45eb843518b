package dev.writ.server.revocation;

import dev.writ.server.config.RevocationConfig;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes back what is known to be over. Safe for use by several threads. */
@Singleton
public class Revoker {
  private final RevocationStore store;
  private final SharedRevocations others;
  private final RevocationConfig configuration;
  private final Clock clock;

  Revoker(
      RevocationStore store,
      SharedRevocations others,
      RevocationConfig configuration,
      Clock clock) {
    this.store = store;
    this.others = others;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Revokes something for as long as entries are kept.
   *
   * @param issuedBefore as in {@link Revocation}
   * @return when it is on disk and the other servers know, or a failure that says which is not so
   */
  public Uni<Void> revoke(Target target, @Nullable Instant issuedBefore, String reason) {
    Instant until = clock.instant().plus(configuration.lifetime());
    return apply(new Revoke(new Revocation(target, until, issuedBefore, reason)));
  }

  Uni<Void> apply(Change change) {
    return store.apply(change).chain(() -> others.share(change));
  }
}
