package dev.writ.bench;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Policy sets that benchmarks decide by. */
final class Policies {
  private Policies() {}

  /** A set with one rule on a {@code thing}. */
  static Program ofCondition(String cel) {
    return compile(
        Map.of(
            "thing.yaml",
            """
            policy: thing
            resource: thing
            rules:
              - allow: measured
                when: |
                  %s
            """
                .formatted(cel),
            "roles.yaml",
            """
            roles:
              admin:
                permissions: ["other:read"]
              manager:
                permissions: ["other:read"]
            """));
  }

  /**
   * A set of {@code count} policies on a resource type each, with three rules: a role's, an owner's
   * condition, and a denial.
   */
  static Program ofSize(int count) {
    return compile(filesOfSize(count));
  }

  /** The files of {@link #ofSize}. */
  static Map<String, String> filesOfSize(int count) {
    Map<String, String> files = new HashMap<>();
    files.put("writ.yaml", "language: 1\nname: bench\n");
    for (int i = 0; i < count; i++) {
      files.put("policy%06d.yaml".formatted(i), policy(i));
    }
    files.put(
        "roles.yaml",
        """
        roles:
          member:
            permissions: ["profile:read"]
          editor:
            permissions: ["profile:write"]
        """);
    return files;
  }

  private static String policy(int number) {
    return """
        policy: p%1$06d
        resource: t%1$06d
        rules:
          - allow: members-read
            actions: [read]
            roles: [member]
          - allow: owners-write
            actions: [write]
            when: resource.ownerId == subject.id && resource.size < %1$d.0 + 1000.0
          - deny: locked
            actions: [write]
            when: has(resource.locked) && resource.locked
        """
        .formatted(number);
  }

  /** Compiles, then encodes and decodes, as every decision point does. */
  static Program compile(Map<String, String> files) {
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    contents.put("writ.yaml", "language: 1\nname: bench\n".getBytes(StandardCharsets.UTF_8));
    return switch (new PolicyCompiler().compile(RepositorySnapshot.of(contents), null)) {
      case Compilation.Compiled done -> ProgramCodec.decode(ProgramCodec.encode(done.program()));
      case Compilation.Rejected no -> throw new IllegalStateException(no.problems().toString());
    };
  }
}
