package dev.writ.engine.decide;

import dev.writ.engine.index.IntBuffer;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.program.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a program, made ready: names to numbers, plain roles with what they include, and who
 * holds which by membership. Immutable and thread-safe.
 */
final class RoleBook {
  private static final int[] NOBODY = {};

  private final List<Role> roles;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[][] closures;
  private final Map<String, Map<String, int[]>> bySubject = new HashMap<>();
  private final Map<String, int[]> byType = new HashMap<>();
  private final Map<String, int[]> byGroup = new HashMap<>();
  private final int[] byAnyGroup;

  RoleBook(List<Role> roles) {
    this.roles = roles;
    closures = new int[roles.size()][];
    for (int i = 0; i < roles.size(); i++) {
      numbers.put(roles.get(i).name(), i);
      closures[i] = closure(i);
    }
    byAnyGroup = fillMembers();
  }

  Role role(int number) {
    return roles.get(number);
  }

  /** A role's number, or null where no role has this name. */
  @Nullable Integer number(String name) {
    return numbers.get(name);
  }

  boolean isDerived(int number) {
    return roles.get(number) instanceof Role.Derived;
  }

  /** Adds a plain role and all that it includes. */
  void addClosure(int number, IntBuffer into) {
    into.addAll(closures[number]);
  }

  /** The subject types that membership is stated for. */
  Set<String> memberTypes() {
    Set<String> types = new HashSet<>(bySubject.keySet());
    types.addAll(byType.keySet());
    return types;
  }

  /** The roles, closed, that every subject of a type holds. */
  int[] heldByAll(String type) {
    return byType.getOrDefault(type, NOBODY);
  }

  /** The roles, closed, that subjects of a type hold by their id. */
  Map<String, int[]> heldBy(String type) {
    return bySubject.getOrDefault(type, Map.of());
  }

  /** Adds the roles, closed, that the members of a group hold. */
  void addGroup(String group, IntBuffer into) {
    into.addAll(byGroup.getOrDefault(group, NOBODY));
    into.addAll(byAnyGroup);
  }

  /** Whether being in a group can give any role at all. */
  boolean usesGroups() {
    return !byGroup.isEmpty() || byAnyGroup.length > 0;
  }

  private int[] closure(int number) {
    BitSet seen = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(number));
    while (!open.isEmpty()) {
      int next = open.removeLast();
      if (!seen.get(next) && roles.get(next) instanceof Role.Plain plain) {
        seen.set(next);
        open.addAll(plain.inherits());
      }
    }
    return seen.stream().toArray();
  }

  private int[] fillMembers() {
    Map<SubjectPattern, BitSet> held = new HashMap<>();
    for (int i = 0; i < roles.size(); i++) {
      if (roles.get(i) instanceof Role.Plain plain) {
        for (SubjectPattern member : plain.members()) {
          BitSet set = held.computeIfAbsent(member, m -> new BitSet());
          for (int role : closures[i]) {
            set.set(role);
          }
        }
      }
    }
    held.forEach((member, set) -> putMember(member, set.stream().toArray()));
    BitSet any = held.get(new SubjectPattern.InAnyGroup());
    return any == null ? NOBODY : any.stream().toArray();
  }

  private void putMember(SubjectPattern member, int[] held) {
    switch (member) {
      case SubjectPattern.One one ->
          bySubject.computeIfAbsent(one.type(), t -> new HashMap<>()).put(one.id(), held);
      case SubjectPattern.OfType ofType -> byType.put(ofType.type(), held);
      case SubjectPattern.InGroup group -> byGroup.put(group.group(), held);
      case SubjectPattern.InAnyGroup any -> {
        // Kept apart: it adds to every group.
      }
    }
  }
}
