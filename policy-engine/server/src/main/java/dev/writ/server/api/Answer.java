package dev.writ.server.api;

import dev.writ.engine.decision.Decision;
import dev.writ.engine.program.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A decision as a peer gets it.
 *
 * @param id of the decision
 * @param revision which policies decided, or null where none were loaded
 */
record Answer(String id, @Nullable Revision revision, Decision decision) {}
