/** The decision point that an agent belongs to: its address, and mutual TLS with it. */
@NullMarked
package dev.writ.agent.pdp;

import org.jspecify.annotations.NullMarked;
