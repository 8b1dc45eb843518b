package dev.writ.cli.importing;

/**
 * A part of the source that was left out. Nothing allows what only it would have allowed.
 *
 * @param what names it as its author would find it
 * @param reason why it does not map, and what to do
 */
public record Refused(String what, String reason) {}
