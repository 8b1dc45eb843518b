package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role and the permissions that it declares. */
public sealed interface Role {

  /** Not empty, without {@code /} and control characters. */
  Located<String> name();

  @Nullable Located<String> description();

  /** May be empty: a role can exist for rules alone. */
  List<Grant> permissions();

  /**
   * A role that is stated, or given by its members.
   *
   * @param inherits role names
   * @param members {@code type:id} patterns, the id {@code *} or exact
   */
  record Plain(
      Located<String> name,
      @Nullable Located<String> description,
      List<Located<String>> inherits,
      List<Located<String>> members,
      List<Grant> permissions)
      implements Role {

    public Plain {
      inherits = List.copyOf(inherits);
      members = List.copyOf(members);
      permissions = List.copyOf(permissions);
    }
  }

  /**
   * A role held by whoever meets a condition.
   *
   * @param of plain roles, one of which must be held; empty for no such demand
   * @param resource the resource type on which it is held, or null for every type
   */
  record Derived(
      Located<String> name,
      @Nullable Located<String> description,
      List<Located<String>> of,
      @Nullable Located<String> resource,
      SourceText when,
      List<Grant> permissions)
      implements Role {

    public Derived {
      of = List.copyOf(of);
      permissions = List.copyOf(permissions);
    }
  }

  /**
   * A permission pattern of a role.
   *
   * @param permission well-formed: {@code *}, or segments with a {@code :} between them
   * @param when the condition of a conditional grant
   */
  record Grant(Located<String> permission, @Nullable SourceText when) {}
}
