package dev.writ.engine.program;

import dev.writ.engine.pattern.SubjectPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role; its place in {@link Program#roles()}, sorted by name, is its number. */
public sealed interface Role {
  String name();

  /**
   * A role that can be stated or given.
   *
   * @param inherits numbers of the plain roles it includes directly; no cycles
   * @param members the subjects that hold it by membership
   */
  record Plain(String name, List<Integer> inherits, List<SubjectPattern> members) implements Role {
    public Plain {
      inherits = List.copyOf(inherits);
      members = List.copyOf(members);
    }
  }

  /**
   * A role held by whoever meets a condition; nobody can state it.
   *
   * @param of numbers of plain roles, one of which must be held; empty = no such demand
   * @param resource the resource type it is about, or null for every type
   * @param when the condition
   */
  record Derived(String name, List<Integer> of, @Nullable String resource, Expression when)
      implements Role {
    public Derived {
      of = List.copyOf(of);
    }
  }
}
