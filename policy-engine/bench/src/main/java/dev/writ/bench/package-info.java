/**
 * Benchmarks in process and of whole processes; {@code docs/benchmarks} has the method.
 * Null-unmarked: JMH fills the fields, and the hand-written side reads maps as a programmer in a
 * hurry would.
 */
@NullUnmarked
package dev.writ.bench;

import org.jspecify.annotations.NullUnmarked;
