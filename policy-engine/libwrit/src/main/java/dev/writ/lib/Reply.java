package dev.writ.lib;

/**
 * What a call hands back.
 *
 * @param allowed true only of a single decision that is a known allow
 * @param bytes the answer: JSON as UTF-8, or the binary form
 */
record Reply(boolean allowed, byte[] bytes) {}
