package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code policy: NAME}: rules on resources.
 *
 * @param resources the resource types; empty for every type
 * @param use the definitions whose names the policy uses
 */
public record PolicyDocument(
    Location location,
    Located<String> name,
    @Nullable Located<String> description,
    List<Located<String>> resources,
    List<Located<String>> use,
    List<LetEntry> let,
    List<RuleEntry> rules)
    implements Document {

  public PolicyDocument {
    resources = List.copyOf(resources);
    use = List.copyOf(use);
    let = List.copyOf(let);
    rules = List.copyOf(rules);
  }
}
