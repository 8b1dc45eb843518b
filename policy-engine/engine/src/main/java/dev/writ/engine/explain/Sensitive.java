package dev.writ.engine.explain;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.Call;
import dev.writ.engine.program.Expr.LetReference;
import dev.writ.engine.program.Expr.Literal;
import dev.writ.engine.program.Expr.Local;
import dev.writ.engine.program.Expr.Select;
import dev.writ.engine.program.Expr.Variable;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.Property;
import dev.writ.engine.program.Shape.PropertyType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which expressions could show a property that the schema calls sensitive. It errs on the side of
 * hiding: a property that is sensitive for one type is hidden for all, and so is a map that holds
 * one.
 */
final class Sensitive {
  private final Set<String> paths = new HashSet<>();
  private final Set<Integer> lets = new HashSet<>();

  private Sensitive() {}

  /** What is sensitive in a program. */
  static Sensitive in(Program program) {
    var sensitive = new Sensitive();
    Schema schema = program.schema();
    sensitive.addAll(Root.SUBJECT, schema.subjects());
    sensitive.addAll(Root.RESOURCE, schema.resources());
    if (schema.context() != null) {
      sensitive.add(Root.CONTEXT.variable(), schema.context());
    }
    for (int i = 0; i < program.lets().size(); i++) {
      if (sensitive.shows(program.lets().get(i).expression().root(), false)) {
        sensitive.lets.add(i);
      }
    }
    return sensitive;
  }

  /** Whether an expression reads something sensitive. */
  boolean shows(Expr expression) {
    return shows(expression, false);
  }

  /**
   * Whether an expression reads something sensitive.
   *
   * @param locals whether its local variables may hold such
   */
  boolean shows(Expr expression, boolean locals) {
    String path = path(expression);
    if (path != null) {
      return touches(path);
    }
    return switch (expression) {
      case LetReference reference -> lets.contains(reference.let());
      case Local local -> locals;
      default -> Children.of(expression).stream().anyMatch(child -> shows(child, locals));
    };
  }

  private void addAll(Root root, @Nullable Map<String, Shape> shapes) {
    if (shapes != null) {
      shapes.values().forEach(shape -> add(root.variable(), shape));
    }
  }

  private void add(String path, Shape shape) {
    for (Property property : shape.properties()) {
      String own = path + "." + property.name();
      if (property.sensitive() || isListOfSensitive(property.type())) {
        paths.add(own);
      } else if (property.type() instanceof Shape.Nested nested) {
        add(own, nested.shape());
      }
    }
  }

  private static boolean isListOfSensitive(PropertyType type) {
    return switch (type) {
      case Shape.ListOf list -> isSensitive(list.element());
      case Shape.MapOf map -> isSensitive(map.value());
      default -> false;
    };
  }

  private static boolean isSensitive(PropertyType type) {
    return type instanceof Shape.Nested nested
        ? nested.shape().properties().stream()
            .anyMatch(property -> property.sensitive() || isSensitive(property.type()))
        : isListOfSensitive(type);
  }

  private boolean touches(String path) {
    return paths.stream()
        .anyMatch(
            sensitive ->
                sensitive.equals(path)
                    || sensitive.startsWith(path + ".")
                    || path.startsWith(sensitive + "."));
  }

  /** The path of a property such as {@code resource.owner.name}, or null where it is none. */
  private static @Nullable String path(Expr expression) {
    return switch (expression) {
      case Variable variable -> variable.root().variable();
      case Select select -> join(path(select.operand()), select.field());
      case Call(var function, var arguments, var type, var span)
          when (function == Function.INDEX
                  || function == Function.OPTIONAL_SELECT
                  || function == Function.OPTIONAL_INDEX)
              && arguments.get(1) instanceof Literal(String name, var t, var s) ->
          join(path(arguments.get(0)), name);
      default -> null;
    };
  }

  private static @Nullable String join(@Nullable String path, String name) {
    return path == null ? null : path + "." + name;
  }
}
