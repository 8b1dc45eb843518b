package dev.writ.log.store;

/**
 * What opening a log found.
 *
 * @param size how many entries it holds
 * @param fresh whether there was no log before
 * @param stopped whether whoever wrote last closed the log; if not, entries that were never
 *     acknowledged may be missing, and the next entry should say so
 * @param discarded bytes at the end that were not written whole, and so never acknowledged
 */
public record Recovery(long size, boolean fresh, boolean stopped, long discarded) {}
