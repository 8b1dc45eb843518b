package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code windows:}: named times.
 *
 * @param windows at least one, with names unique in the document
 */
public record WindowsDocument(
    Location location, @Nullable Located<String> description, List<Window> windows)
    implements Document {

  public WindowsDocument {
    windows = List.copyOf(windows);
  }
}
