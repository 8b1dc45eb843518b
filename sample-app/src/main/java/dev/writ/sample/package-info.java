/** A Quarkus service that enforces what the policy decision point decides. */
@NullMarked
package dev.writ.sample;

import org.jspecify.annotations.NullMarked;
