/**
 * The compact form of evaluations for peers on the same machine; {@code docs/agent.md} has the
 * bytes.
 */
@NullMarked
package dev.writ.authzen.binary;

import org.jspecify.annotations.NullMarked;
