/** Benchmarks in process and of whole processes; {@code docs/benchmarks} has the method. */
@NullMarked
package dev.writ.bench;

import org.jspecify.annotations.NullMarked;
