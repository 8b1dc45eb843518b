/** The policy decision point as a Quarkus service: thin adapters around compiler and engine. */
@NullMarked
package dev.writ.server;

import org.jspecify.annotations.NullMarked;
