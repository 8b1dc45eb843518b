package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code roles:}: what roles permit and who has them.
 *
 * @param roles at least one, with names unique in the document
 */
public record RolesDocument(
    Location location,
    @Nullable Located<String> description,
    List<Located<String>> use,
    List<LetEntry> let,
    List<Role> roles)
    implements Document {

  public RolesDocument {
    use = List.copyOf(use);
    let = List.copyOf(let);
    roles = List.copyOf(roles);
  }
}
