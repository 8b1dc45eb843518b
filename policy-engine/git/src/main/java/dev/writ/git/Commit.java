package dev.writ.git;

import java.time.Instant;

/**
 * A commit that lies in the cache.
 *
 * @param id in lower-case hexadecimal
 * @param time when it was made, as its committer says
 */
public record Commit(String id, Instant time) {}
