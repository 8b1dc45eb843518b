package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code definitions: NAME}: expressions and constants that others share.
 *
 * @param use other definitions whose names these expressions use; they are not passed on
 * @param let at least one
 */
public record DefinitionsDocument(
    Location location,
    Located<String> name,
    @Nullable Located<String> description,
    List<Located<String>> use,
    List<LetEntry> let)
    implements Document {

  public DefinitionsDocument {
    use = List.copyOf(use);
    let = List.copyOf(let);
  }
}
