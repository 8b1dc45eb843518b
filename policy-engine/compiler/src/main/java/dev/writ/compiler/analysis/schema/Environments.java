package dev.writ.compiler.analysis.schema;

import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.cel.RoleNames;
import dev.writ.compiler.cel.Section;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What expressions may refer to, by the resource types that they can meet. One environment stands
 * for all subject types together, since any subject can ask for anything. Thread-safe.
 */
public final class Environments {

  private final @Nullable Map<String, Shape> resources;
  private final CelEnvironment base;
  private final Map<Set<String>, CelEnvironment> byTypes = new ConcurrentHashMap<>();

  public Environments(Schema schema, Set<String> windows, RoleNames roles) {
    this.resources = schema.resources();
    this.base =
        CelEnvironment.DYNAMIC
            .withSubject(section(schema.subjects()))
            .withContext(context(schema.context()))
            .withWindows(windows)
            .withRoles(roles);
  }

  /** The environment of what can meet these resource types; of none = of every type. */
  public CelEnvironment of(List<String> types) {
    return byTypes.computeIfAbsent(resources == null ? Set.of() : new TreeSet<>(types), this::make);
  }

  /**
   * The environment of what is about these types alone. Where one of them is not declared, which is
   * an error of its own, nothing is known of the resource.
   */
  public CelEnvironment ofDeclared(List<String> types) {
    return resources == null || resources.keySet().containsAll(types)
        ? of(types)
        : base.withResource(Section.DYNAMIC);
  }

  private CelEnvironment make(Set<String> types) {
    if (resources == null || types.isEmpty()) {
      return base.withResource(section(resources));
    }
    return base.withResource(
        Section.declared(types.stream().map(resources::get).filter(Objects::nonNull).toList()));
  }

  private static Section section(@Nullable Map<String, Shape> shapes) {
    return shapes == null ? Section.DYNAMIC : Section.declared(shapes.values());
  }

  private static Section context(@Nullable Shape shape) {
    return shape == null ? Section.DYNAMIC : Section.declared(List.of(shape));
  }
}
