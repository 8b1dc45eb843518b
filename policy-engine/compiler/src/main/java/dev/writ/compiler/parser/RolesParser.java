package dev.writ.compiler.parser;

import dev.writ.compiler.diagnostic.Quote;
import dev.writ.compiler.document.LetEntry;
import dev.writ.compiler.document.Role;
import dev.writ.compiler.document.Role.Grant;
import dev.writ.compiler.document.RolesDocument;
import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceText;
import dev.writ.compiler.yaml.YamlNode;
import dev.writ.compiler.yaml.YamlNode.Entry;
import dev.writ.compiler.yaml.YamlNode.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code roles}. */
final class RolesParser {

  private static final List<String> KEYS = List.of("roles", "description", "use", "let");

  private static final List<String> ROLE_KEYS =
      List.of("description", "inherits", "members", "of", "resource", "when", "permissions");

  private static final List<String> GRANT_KEYS = List.of("permission", "when");

  private final Readers readers;
  private final Report report;

  RolesParser(Readers readers) {
    this.readers = readers;
    this.report = readers.report();
  }

  RolesDocument parse(Mapping map) {
    MapReader reader = new MapReader(map, "a document of roles", KEYS, readers);
    Located<String> description = reader.text("description");
    List<Located<String>> use = LetParser.use(reader, readers);
    List<LetEntry> let = LetParser.let(reader, readers);
    List<Role> roles = reader.entries("roles", this::role);
    Entry kind = reader.entry("roles");
    Location location = kind == null ? reader.location() : kind.key().location();
    return new RolesDocument(location, description, use, let, roles);
  }

  private @Nullable Role role(Entry entry) {
    Located<String> name = readers.patterns().role(entry.key(), "a key of `roles`");
    String what = "the role " + Quote.of(entry.key().text());
    MapReader reader = MapReader.of(entry.value(), what, ROLE_KEYS, readers);
    if (name == null || reader == null) {
      return name == null ? null : new Role.Plain(name, null, List.of(), List.of(), List.of());
    }
    return reader.has("when") ? derived(name, reader) : plain(name, reader);
  }

  private Role plain(Located<String> name, MapReader reader) {
    onlyDerived(reader, "of");
    onlyDerived(reader, "resource");
    return new Role.Plain(
        name,
        reader.text("description"),
        reader.texts("inherits", readers.patterns()::role),
        reader.texts("members", readers.patterns()::subject),
        permissions(reader));
  }

  private Role derived(Located<String> name, MapReader reader) {
    onlyPlain(reader, "inherits");
    onlyPlain(reader, "members");
    return new Role.Derived(
        name,
        reader.text("description"),
        reader.texts("of", readers.patterns()::role),
        reader.read("resource", readers.patterns()::resourceType),
        condition(name, reader),
        permissions(reader));
  }

  /** The role's condition; if it cannot be read, one that stands for it and holds for nobody. */
  private SourceText condition(Located<String> name, MapReader reader) {
    SourceText when = reader.expression("when");
    return when == null ? SourceText.standIn(report.file(), "false", name.location()) : when;
  }

  private List<Grant> permissions(MapReader reader) {
    return reader.list("permissions", this::grant);
  }

  private @Nullable Grant grant(YamlNode node) {
    if (!(node instanceof Mapping map)) {
      return grant(readers.patterns().permission(node, "a permission"), null);
    }
    MapReader reader = new MapReader(map, "a conditional grant", GRANT_KEYS, readers);
    reader.required("when");
    SourceText when = reader.expression("when");
    return grant(reader.readRequired("permission", readers.patterns()::permission), when);
  }

  private static @Nullable Grant grant(
      @Nullable Located<String> permission, @Nullable SourceText when) {
    return permission == null ? null : new Grant(permission, when);
  }

  private void onlyDerived(MapReader reader, String key) {
    Entry entry = reader.entry(key);
    if (entry != null) {
      String message = "`" + key + "` belongs to a derived role, which has `when`";
      report.error("conflicting-keys", entry.key().location(), message, "add `when`");
    }
  }

  private void onlyPlain(MapReader reader, String key) {
    Entry entry = reader.entry(key);
    if (entry != null) {
      String message = "a derived role, one that has `when`, has no `" + key + "`";
      String help = "a conditional grant has its `when` beside its `permission`";
      report.error("conflicting-keys", entry.key().location(), message, help);
    }
  }
}
