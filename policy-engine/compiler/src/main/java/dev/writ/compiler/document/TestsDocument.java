package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tests: NAME}: requests and the decisions expected of them.
 *
 * @param at the default of {@code now} for all cases
 * @param cases at least one, with unique names
 */
public record TestsDocument(
    Location location,
    Located<String> name,
    @Nullable Located<String> description,
    @Nullable Located<Instant> at,
    List<TestCase> cases)
    implements Document {

  public TestsDocument {
    cases = List.copyOf(cases);
  }
}
