package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a policy. Its lists are empty where the author left that part out.
 *
 * @param location the rule's first key
 * @param name unique in the policy
 * @param actions permission patterns, well-formed, not yet prefixed with the resource type
 * @param subjects {@code type:id} patterns, the id {@code *} or exact
 * @param services SPIFFE ID patterns, only known to be text
 * @param during a window's name
 * @param outside a window's name
 * @param output CEL text of a map
 */
public record RuleEntry(
    Location location,
    Effect effect,
    Located<String> name,
    @Nullable Located<String> description,
    List<Located<String>> actions,
    List<Located<String>> roles,
    List<Located<String>> subjects,
    List<Located<String>> services,
    @Nullable Located<String> during,
    @Nullable Located<String> outside,
    @Nullable SourceText when,
    @Nullable SourceText unless,
    @Nullable Located<String> reason,
    @Nullable SourceText output) {

  public RuleEntry {
    actions = List.copyOf(actions);
    roles = List.copyOf(roles);
    subjects = List.copyOf(subjects);
    services = List.copyOf(services);
  }
}
