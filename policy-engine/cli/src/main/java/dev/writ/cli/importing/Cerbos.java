package dev.writ.cli.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cerbos's resource policies, derived roles and exported variables. */
final class Cerbos implements Source {
  private static final String VERSION = "api.cerbos.dev/v1";
  private static final Set<String> KEYS =
      Set.of(
          "apiVersion",
          "disabled",
          "description",
          "metadata",
          "variables",
          "resourcePolicy",
          "derivedRoles",
          "exportVariables",
          "exportConstants",
          "$schema");

  private static final Set<String> KINDS =
      Set.of("resourcePolicy", "derivedRoles", "exportVariables", "exportConstants");

  /** A policy leaves nothing that others could deny: denies of a kind stand in one file with it. */
  @Override
  public boolean isSeparable() {
    return true;
  }

  @Override
  public Translation translate(List<Path> files) throws UnreadableSource {
    Translating translating = new Translating();
    for (Path file : files) {
      for (Object document : Documents.yaml(file)) {
        translating.read(file, document);
      }
    }
    return translating.translation();
  }

  /** A file's document and what it is about. */
  private record Read(String file, @Nullable String description, Fields content) {}

  private static final class Translating {
    private final CerbosNames names = new CerbosNames();
    private final Names files = new Names();
    private final Set<String> roles = new TreeSet<>();
    private final SortedMap<String, Map<String, Object>> documents = new TreeMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private final Map<String, Read> policies = new LinkedHashMap<>();
    private final List<Read> derived = new ArrayList<>();
    private final Set<String> unsafe = new LinkedHashSet<>();

    void read(Path file, Object document) {
      try {
        Fields fields = Fields.of(document, "a policy");
        if (!Boolean.TRUE.equals(fields.content().get("disabled"))) {
          read(file.toString(), fields);
        }
      } catch (Unmappable unmappable) {
        refused.add(new Refused(file.toString(), unmappable.reason()));
      }
    }

    private void read(String file, Fields fields) throws Unmappable {
      if (!fields.text("apiVersion").equals(VERSION)) {
        throw new Unmappable("`apiVersion` must be `" + VERSION + "`");
      }
      refusePrincipals(fields);
      refuseUnknown(fields);
      fields.requireKnown(KEYS);
      if (fields.fields("variables") != null) {
        throw new Unmappable("`variables` at the top is out of use; move them into the policy");
      }
      String description = fields.optional("description");
      if (fields.fields("resourcePolicy") != null) {
        Fields policy = fields.required("resourcePolicy");
        String kind = CerbosPolicy.kind(policy);
        var read = new Read(file, description.isEmpty() ? null : description, policy);
        if (policies.putIfAbsent(kind, read) != null) {
          unsafe.add(kind);
          throw new Unmappable("`" + kind + "` has more than one policy");
        }
      } else if (fields.fields("derivedRoles") != null) {
        derived.add(new Read(file, null, fields.required("derivedRoles")));
      } else {
        export(fields);
      }
    }

    /** A policy of one principal may deny what a resource's policy allows. */
    private void refusePrincipals(Fields fields) throws Unmappable {
      Fields principal = fields.fields("principalPolicy");
      if (principal == null) {
        return;
      }
      for (Fields rule : principal.all("rules")) {
        unsafe.add(rule.optional("resource"));
      }
      throw new Unmappable("policies of one principal do not map; write rules with `subjects`");
    }

    /** What is unknown may deny anything: a role policy does. */
    private void refuseUnknown(Fields fields) throws Unmappable {
      if (fields.keys().stream().noneMatch(KINDS::contains)) {
        unsafe.add("*");
        throw new Unmappable("it is none of " + String.join(", ", new TreeSet<>(KINDS)));
      }
    }

    private void export(Fields fields) throws Unmappable {
      boolean constants = fields.fields("exportConstants") != null;
      Fields exported = fields.required(constants ? "exportConstants" : "exportVariables");
      exported.requireKnown(Set.of("name", "definitions"));
      var variables = new CerbosVariables(names, roles);
      Fields definitions = exported.required("definitions");
      Map<String, Object> let =
          constants ? variables.constants(definitions) : variables.variables(definitions);
      String kind = constants ? CerbosNames.CONSTANTS : CerbosNames.VARIABLES;
      String name = names.define(kind, exported.text("name"));
      var document = new Document().with("definitions", name).with("let", let);
      documents.put(files.like("definitions-" + name) + ".yaml", document.content());
    }

    Translation translation() {
      derived.forEach(this::addDerived);
      policies.forEach(this::addPolicy);
      Map<String, Object> declared = new LinkedHashMap<>();
      roles.stream()
          .filter(role -> !names.isDerived(role))
          .forEach(role -> declared.put(role, new LinkedHashMap<>()));
      if (!declared.isEmpty()) {
        documents.put("roles.yaml", new Document().with("roles", declared).content());
      }
      return new Translation(documents, refused);
    }

    private void addDerived(Read read) {
      try {
        var translated = new CerbosDerivedRoles(read.content(), names, roles);
        documents.put(files.like("derived-" + translated.name()) + ".yaml", translated.document());
      } catch (Unmappable unmappable) {
        refused.add(new Refused(read.file(), unmappable.reason()));
      }
    }

    private void addPolicy(String kind, Read read) {
      try {
        requireWhole(kind);
        String name = files.like(kind);
        var policy = new CerbosPolicy(read.content(), names, roles);
        documents.put(name + ".yaml", policy.document(name, read.description()));
      } catch (Unmappable unmappable) {
        refused.add(new Refused(read.file(), unmappable.reason()));
      }
    }

    private void requireWhole(String kind) throws Unmappable {
      if (unsafe.contains(kind) || unsafe.contains("*")) {
        throw new Unmappable(
            "another policy that is left out speaks of `%s` too, and might deny".formatted(kind));
      }
    }
  }
}
