package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import org.jspecify.annotations.Nullable;

/**
 * What one file of a policy repository says. Names are as written: nothing is resolved across
 * files, and CEL is text. Everything that can be judged from the file alone has been judged.
 *
 * <p>In all documents a list that the author left out is empty (the language has no empty lists,
 * except where a component says so), and any other part left out is null.
 */
public sealed interface Document
    permits RepositoryDocument,
        PolicyDocument,
        RolesDocument,
        WindowsDocument,
        DefinitionsDocument,
        SchemaDocument,
        EntitiesDocument,
        TestsDocument {

  /** Where the document's kind is written: its key. */
  Location location();

  /** The author's text on what the document is for. */
  @Nullable Located<String> description();
}
