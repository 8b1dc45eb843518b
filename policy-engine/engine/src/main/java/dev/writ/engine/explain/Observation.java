package dev.writ.engine.explain;

/**
 * What a part of a condition came to.
 *
 * @param text the part, in the author's words
 * @param value its value as the author would write it, or why there is none
 * @param depth how deep it stands below the condition; 0 = directly
 */
public record Observation(String text, String value, int depth) {}
