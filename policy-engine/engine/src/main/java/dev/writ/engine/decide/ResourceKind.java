package dev.writ.engine.decide;

import dev.writ.engine.program.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a resource type before any request: what policies see of it and what is stored.
 */
record ResourceKind(Section section, EntityStore store) {

  /** The kinds of all types that the program says something about. */
  static Map<String, ResourceKind> all(Program program) {
    Set<String> types = new HashSet<>(program.entities().resources().keySet());
    if (program.schema().resources() != null) {
      types.addAll(program.schema().resources().keySet());
    }
    Map<String, ResourceKind> kinds = HashMap.newHashMap(types.size());
    types.forEach(type -> kinds.put(type, of(program, type)));
    return kinds;
  }

  /** The kind of a type, be there anything about it or not. */
  static ResourceKind of(Program program, String type) {
    return new ResourceKind(
        Section.find(program.schema().resources(), type),
        EntityStore.of(program.entities().resources().get(type)));
  }
}
