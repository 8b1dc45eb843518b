package dev.writ.compiler.cel;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an expression.
 *
 * @param code the kind of problem, stable, in kebab case such as {@code unknown-property}
 * @param offset where it begins in the expression's text, in code points
 * @param length how many code points it covers; at least 1 unless the text ends there
 * @param message one sentence: lower case, no final full stop, the author's text in backticks
 * @param help what to do next, such as {@code did you mean `x`?}, or null
 */
public record CelProblem(
    String code, int offset, int length, String message, @Nullable String help) {}
