package dev.writ.compiler.parser;

import dev.writ.compiler.document.Effect;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.document.PolicyDocument;
import dev.writ.compiler.document.RuleEntry;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code policy}. */
final class PolicyParser {

  private static final List<String> KEYS =
      List.of("policy", "description", "resource", "use", "let", "rules");

  private static final List<String> RULE_KEYS =
      List.of(
          "allow",
          "deny",
          "description",
          "actions",
          "roles",
          "subjects",
          "services",
          "during",
          "outside",
          "when",
          "unless",
          "reason",
          "output");

  private final Readers readers;

  PolicyParser(Readers readers) {
    this.readers = readers;
  }

  @Nullable PolicyDocument parse(Mapping map) {
    MapReader reader = new MapReader(map, "a policy", KEYS, readers);
    Located<String> name = reader.name("policy");
    Located<String> description = reader.text("description");
    List<Located<String>> resources = reader.read("resource", readers.patterns()::resourceTypes);
    List<Located<String>> use = LetParser.use(reader, readers);
    List<LetEntry> let = LetParser.let(reader, readers);
    reader.required("rules");
    List<RuleEntry> rules = reader.list("rules", this::rule);
    readers.report().duplicateNames(rules, "a rule named", RuleEntry::name);
    if (name == null) {
      return null;
    }
    List<Located<String>> types = resources == null ? List.of() : resources;
    return new PolicyDocument(reader.location(), name, description, types, use, let, rules);
  }

  private @Nullable RuleEntry rule(YamlNode node) {
    MapReader reader = MapReader.of(node, "a rule", RULE_KEYS, readers);
    if (reader == null) {
      return null;
    }
    Effect effect = reader.has("allow") ? Effect.ALLOW : Effect.DENY;
    Located<String> name = name(reader);
    RuleEntry rule = rule(reader, effect, name == null ? unnamed(reader) : name);
    return name == null ? null : rule;
  }

  private RuleEntry rule(MapReader reader, Effect effect, Located<String> name) {
    return new RuleEntry(
        reader.location(),
        effect,
        name,
        reader.text("description"),
        reader.texts("actions", readers.patterns()::action),
        reader.texts("roles", readers.patterns()::role),
        reader.texts("subjects", readers.patterns()::subject),
        reader.texts("services", readers.values()::line),
        reader.name("during"),
        reader.name("outside"),
        reader.expression("when"),
        reader.expression("unless"),
        reader.text("reason"),
        reader.expression("output"));
  }

  private @Nullable Located<String> name(MapReader reader) {
    boolean allow = reader.has("allow");
    boolean deny = reader.has("deny");
    if (allow && deny) {
      String message = "a rule has one effect, and this one has `allow` and `deny`";
      readers
          .report()
          .error("conflicting-keys", reader.location(), message, "make two rules of it");
      return null;
    }
    if (!allow && !deny) {
      String message = "a rule needs `allow` or `deny`, with its name";
      String help = "as in `allow: owner-may-read`";
      readers.report().error("missing-key", reader.location(), message, help);
      return null;
    }
    return reader.name(allow ? "allow" : "deny");
  }

  /** Stands for the name of a rule that is read for its other problems only. */
  private static Located<String> unnamed(MapReader reader) {
    return new Located<>("", reader.location());
  }
}
