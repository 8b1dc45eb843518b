package dev.writ.compiler.cel;

/**
 * A name that an expression uses as a text literal, to be checked against the environment.
 *
 * @param span where the literal stands
 */
record NameUse(String name, int span) {}
