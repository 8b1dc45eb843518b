package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import org.jspecify.annotations.Nullable;

/**
 * {@code writ.yaml}, the root of a policy repository.
 *
 * @param language the version of the policy language; 1
 * @param name the policy set's name
 */
public record RepositoryDocument(
    Location location,
    @Nullable Located<String> description,
    Located<Integer> language,
    Located<String> name)
    implements Document {}
