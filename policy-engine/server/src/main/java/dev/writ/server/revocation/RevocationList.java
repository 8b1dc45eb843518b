package dev.writ.server.revocation;

import dev.writ.server.revocation.Revocation.Target;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The list in memory. */
@Singleton
class RevocationList implements Revocations {
  private final Map<Target, Revocation> entries = new ConcurrentHashMap<>();

  @Override
  public @Nullable Revocation of(Credential credential, Instant now) {
    if (entries.isEmpty()) {
      return null;
    }
    for (Target target : credential.targets()) {
      Revocation entry = entries.get(target);
      if (entry != null && entry.concerns(credential.issued(), now)) {
        return entry;
      }
    }
    return null;
  }

  /** Revokes from now on. */
  void put(Revocation entry) {
    entries.put(entry.target(), entry);
  }

  /** Takes a revocation back. */
  void remove(Target target) {
    entries.remove(target);
  }
}
