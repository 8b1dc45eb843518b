package dev.writ.server.api;

import dev.writ.engine.request.AccessRequest;
import java.util.List;

/**
 * A request as the engine gets it.
 *
 * @param dropped what its peer stated and may not state
 */
record Asked(AccessRequest request, List<String> dropped) {}
