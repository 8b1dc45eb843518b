package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code schema: NAME}: what subjects, resources and the context look like.
 *
 * @param subjects null if this document declares nothing on subjects; may have no types
 * @param resources null if this document declares nothing on resources; may have no types
 * @param actions the actions of resource types
 * @param context null if this document declares nothing on the context
 */
public record SchemaDocument(
    Location location,
    Located<String> name,
    @Nullable Located<String> description,
    @Nullable Section subjects,
    @Nullable Section resources,
    List<TypeActions> actions,
    @Nullable Shape context)
    implements Document {

  public SchemaDocument {
    actions = List.copyOf(actions);
  }

  /** The declared types of subjects or resources, by unique name. */
  public record Section(Location location, List<TypeShape> types) {

    public Section {
      types = List.copyOf(types);
    }
  }

  /** A type of subject or resource and its properties. */
  public record TypeShape(Located<String> type, Shape shape) {}

  /** The actions that a resource type has: names without the type's prefix. */
  public record TypeActions(Located<String> type, List<Located<String>> names) {

    public TypeActions {
      names = List.copyOf(names);
    }
  }

  /** Properties by unique name; may be none. */
  public record Shape(Location location, List<Property> properties) {

    public Shape {
      properties = List.copyOf(properties);
    }
  }

  /**
   * A declared property.
   *
   * @param name without the {@code ?} that marks it optional
   * @param optional whether it may be absent
   * @param sensitive whether logs and explanations mask its value
   */
  public record Property(
      Located<String> name, PropertyType type, boolean optional, boolean sensitive) {}
}
