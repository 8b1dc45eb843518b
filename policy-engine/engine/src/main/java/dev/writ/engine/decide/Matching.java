package dev.writ.engine.decide;

import dev.writ.engine.index.Candidates;
import dev.writ.engine.request.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What a resource type and an action's name come to, whoever asks.
 *
 * @param permission null where the names make no valid permission
 * @param declared whether the type's declared actions, if it has any, include it
 */
record Matching(
    @Nullable Permission permission,
    boolean declared,
    ResourceKind kind,
    Candidates denies,
    Candidates grants,
    Candidates allows) {}
