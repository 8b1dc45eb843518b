/**
 * Asks a policy decision point: requests, decisions and {@link dev.writ.client.Pdp}. Nothing here
 * knows how the decision point is reached.
 */
@NullMarked
package dev.writ.client;

import org.jspecify.annotations.NullMarked;
