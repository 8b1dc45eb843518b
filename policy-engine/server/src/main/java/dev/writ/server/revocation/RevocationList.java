package dev.writ.server.revocation;

import dev.writ.engine.request.Subject;
import dev.writ.server.peer.RevokedSubjects;
import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list in memory: what was revoked while the server runs, and what a file revokes. */
@Singleton
class RevocationList implements Revocations, RevokedSubjects {
  private final Map<Target, Revocation> entries = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private volatile Map<Target, Revocation> ofFile = Map.of();

  @Override
  public @Nullable Revocation of(Credential credential, Instant now) {
    Map<Target, Revocation> file = ofFile;
    if (entries.isEmpty() && file.isEmpty()) {
      return null;
    }
    for (Target target : credential.targets()) {
      Revocation found = first(entries.get(target), file.get(target), credential, now);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public boolean contains(Subject subject, Instant now) {
    return of(Credential.subject(subject.type(), subject.id()), now) != null;
  }

  private static @Nullable Revocation first(
      @Nullable Revocation entry, @Nullable Revocation ofFile, Credential credential, Instant now) {
    if (entry != null && entry.concerns(credential.issued(), now)) {
      return entry;
    }
    return ofFile != null && ofFile.concerns(credential.issued(), now) ? ofFile : null;
  }

  /** Makes a change; it holds for every look from now on. */
  void apply(Change change) {
    switch (change) {
      case Revoke revoke -> entries.put(revoke.entry().target(), revoke.entry());
      case Reinstate reinstate -> entries.remove(reinstate.target());
    }
    version.incrementAndGet();
  }

  /** Exchanges what the file revokes. */
  void replaceFile(Map<Target, Revocation> revoked) {
    ofFile = Map.copyOf(revoked);
    version.incrementAndGet();
  }

  /** Adds to what the file revokes. */
  void addToFile(Map<Target, Revocation> revoked) {
    Map<Target, Revocation> all = new HashMap<>(ofFile);
    all.putAll(revoked);
    replaceFile(all);
  }

  /** Forgets what has run out. */
  void forget(Instant now) {
    if (entries.values().removeIf(entry -> !now.isBefore(entry.until()))) {
      version.incrementAndGet();
    }
  }

  /** Whether a change was made already. */
  boolean has(Change change) {
    return switch (change) {
      case Revoke revoke -> revoke.entry().equals(entries.get(revoke.entry().target()));
      case Reinstate reinstate -> !entries.containsKey(reinstate.target());
    };
  }

  /** Grows with every change. */
  long version() {
    return version.get();
  }

  /** What was revoked while the server runs, without what the file revokes. */
  Collection<Revocation> entries() {
    return List.copyOf(entries.values());
  }

  boolean contains(Target target) {
    return entries.containsKey(target);
  }

  boolean fileContains(Target target) {
    return ofFile.containsKey(target);
  }

  int size() {
    return entries.size();
  }

  /** Everything that is revoked. */
  Stream<Revocation> all() {
    return Stream.concat(entries.values().stream(), ofFile.values().stream());
  }
}
