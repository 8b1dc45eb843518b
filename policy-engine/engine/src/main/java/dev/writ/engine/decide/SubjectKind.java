package dev.writ.engine.decide;

import dev.writ.engine.program.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a subject type before any request: what policies see of it, what is stored, and
 * who holds which roles by membership. One look-up a request.
 *
 * @param heldByAll the roles, closed, that every subject of the type holds
 * @param heldBy those that one subject holds, by id
 */
record SubjectKind(Section section, EntityStore store, int[] heldByAll, Map<String, int[]> heldBy) {

  /** The kinds of all types that the program says something about. */
  static Map<String, SubjectKind> all(Program program, RoleBook roles) {
    Set<String> types = new HashSet<>(roles.memberTypes());
    types.addAll(program.entities().subjects().keySet());
    if (program.schema().subjects() != null) {
      types.addAll(program.schema().subjects().keySet());
    }
    Map<String, SubjectKind> kinds = HashMap.newHashMap(types.size());
    types.forEach(type -> kinds.put(type, of(program, roles, type)));
    return kinds;
  }

  /** The kind of a type, be there anything about it or not. */
  static SubjectKind of(Program program, RoleBook roles, String type) {
    return new SubjectKind(
        Section.find(program.schema().subjects(), type),
        EntityStore.of(program.entities().subjects().get(type)),
        roles.heldByAll(type),
        roles.heldBy(type));
  }
}
