package dev.writ.engine.program;

/**
 * A named expression. An expression refers only to lets that stand before it in the program.
 *
 * @param name {@code policy/name} or {@code definitions/name}, for people
 * @param expression what it stands for
 */
public record Let(String name, Expression expression) {}
