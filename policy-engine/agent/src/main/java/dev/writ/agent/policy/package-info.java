/** Bundles: fetched, verified, kept on disk, and the one that decides now. */
@NullMarked
package dev.writ.agent.policy;

import org.jspecify.annotations.NullMarked;
