package dev.writ.engine.expr;

import java.time.Instant;

/** Which windows of the program are open at an instant. */
@FunctionalInterface
interface Schedule {
  boolean isOpen(int window, Instant now);
}
