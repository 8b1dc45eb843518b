package dev.writ.bench;

import dev.writ.engine.expr.Inputs;
import dev.writ.engine.program.Root;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Variables that are plain maps, by the name of their root. */
record MapInputs(Map<String, Map<String, Object>> roots) implements Inputs {
  @Override
  public @Nullable Object property(Root root, String name) {
    return Objects.requireNonNull(roots.get(root.variable())).get(name);
  }

  @Override
  public @Nullable Object variable(Root root) {
    return roots.get(root.variable());
  }
}
