/**
 * Signed bundles: a compiled policy set with what proves whose it is, which one is newer and until
 * when it may be used. {@code docs/bundle.md} has the bytes.
 */
@NullMarked
package dev.writ.engine.bundle;

import org.jspecify.annotations.NullMarked;
