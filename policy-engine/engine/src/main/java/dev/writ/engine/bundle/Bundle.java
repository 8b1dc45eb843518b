package dev.writ.engine.bundle;

import dev.writ.engine.Engine;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bundle that was verified and can decide. Immutable; safe between threads.
 *
 * @param engine decides by its program
 * @param needs what its decisions need beyond the request, on any type of resource
 * @param needsByType the same by resource type; see {@link #needs(String)}
 * @param sequence unsigned; the next bundle must have this one or a higher
 * @param issuedAt when it was signed; its age counts from here
 * @param notAfter the last moment at which it may decide
 * @param signedBy the ids of the trusted keys that signed it, sorted
 * @param digest the SHA-256 of its payload, lower-case hexadecimal: the same policies, the same
 *     digest, whoever signed them and when
 */
public record Bundle(
    Engine engine,
    Set<Need> needs,
    Map<String, Set<Need>> needsByType,
    long sequence,
    Instant issuedAt,
    Instant notAfter,
    List<String> signedBy,
    String digest) {

  /** Before any bundle was seen. */
  public static final long NONE_SEEN = 0;

  /** The policy set, with its name and revision. */
  public Program program() {
    return engine.program();
  }

  /** What decisions about one type of resource need beyond the request. */
  public Set<Need> needs(String resourceType) {
    Set<Need> found = EnumSet.noneOf(Need.class);
    found.addAll(needsByType.getOrDefault(PermissionPattern.ANY, Set.of()));
    found.addAll(needsByType.getOrDefault(resourceType, Set.of()));
    if (needs.contains(Need.EXTERNAL_ENTITIES)) {
      found.add(Need.EXTERNAL_ENTITIES);
    }
    return found;
  }

  /** Whether it may no longer decide. */
  public boolean expired(Instant now) {
    return now.isAfter(notAfter);
  }

  /** How old what it says is; never negative. */
  public Duration age(Instant now) {
    Duration age = Duration.between(issuedAt, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
