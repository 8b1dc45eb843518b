package dev.writ.cli.importing;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides by what was imported. */
record Imported(Translation translation, Engine engine) {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  static Imported of(Translation translation) {
    Map<String, byte[]> files = new TreeMap<>();
    translation
        .documents()
        .keySet()
        .forEach(path -> files.put(path, translation.text(path).getBytes(StandardCharsets.UTF_8)));
    var compilation = new PolicyCompiler().compile(RepositorySnapshot.of(files), null);
    if (compilation instanceof Compilation.Compiled compiled) {
      return new Imported(translation, Engine.link(compiled.program()));
    }
    throw new AssertionError(compilation.problems().toString() + files.keySet());
  }

  boolean allows(Subject subject, String action, Resource resource) {
    var request = AccessRequest.of(subject, new Action(action), resource, Map.of(), NOW);
    return engine.decide(request).allowed();
  }

  /** A user without anything stated. */
  static Subject user(String id) {
    return new Subject("user", id);
  }

  static Subject user(String id, List<String> roles, Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("roles", roles);
    return new Subject("user", id, properties);
  }
}
