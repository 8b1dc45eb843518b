package dev.writ.log.store;

import org.jspecify.annotations.Nullable;

/**
 * How a log is doing.
 *
 * @param size how many entries are written
 * @param signed how many of them the newest checkpoint signs
 * @param waiting how many entries wait to be written
 * @param dropped how many were dropped since the log was opened
 * @param failure why nothing can be written just now, or null
 * @param trouble what else goes wrong, while entries are still written, or null
 */
public record LogStatus(
    long size,
    long signed,
    long waiting,
    long dropped,
    @Nullable String failure,
    @Nullable String trouble) {}
