package dev.writ.server.peer;

import dev.writ.engine.request.Subject;
import java.util.Map;

/**
 * What a request says, before any of it is believed.
 *
 * @param caller who says it
 * @param everySubject whether it asks about every subject of that type, as a search does
 * @param resourceType the type of its resource
 * @param context its context
 */
public record Stated(
    Caller caller,
    Subject subject,
    boolean everySubject,
    String resourceType,
    Map<String, Object> context) {}
