package dev.writ.engine.decision;

import dev.writ.engine.value.EvalError;

/**
 * A part of a rule or grant that failed. It names what failed and why, never a value.
 *
 * @param rule the rule's id, such as {@code payments/owner-may-refund} or {@code role:customer}
 * @param part which part: {@code roles}, {@code when}, {@code unless}, {@code output}, or {@code
 *     schema} for a request that contradicts the schema
 * @param error why
 */
public record Failure(String rule, String part, EvalError error) {}
