package dev.writ.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.compiler.repository.RepositorySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A policy repository that a test edits. In version {@code n} of it user {@code n} may read, and
 * nobody else; both of its files must say so.
 */
public final class PolicyFolder {
  private static final String ROOT = "language: 1\nname: edited\n";
  private static final String PEOPLE = "sub/people.yaml";
  private static final String READING = "reading.yaml";

  private final Path root;

  private PolicyFolder(Path root) {
    this.root = root;
  }

  /** A new folder, at version 0. */
  public static PolicyFolder create() {
    try {
      var folder = new PolicyFolder(Files.createTempDirectory("policies"));
      folder.write("writ.yaml", ROOT);
      folder.version(0);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  /** Writes both files of a version, one after the other, as a checkout does. */
  public void version(int version) {
    write(PEOPLE, people(version));
    write(READING, reading(version));
  }

  /** The revision that a version has, as computed from its content alone. */
  public static String revision(int version) {
    return RepositorySnapshot.of(
            Map.of(
                "writ.yaml",
                ROOT.getBytes(UTF_8),
                PEOPLE,
                people(version).getBytes(UTF_8),
                READING,
                reading(version).getBytes(UTF_8)))
        .revision();
  }

  private static String people(int version) {
    return "definitions: people\nlet:\n  reader: '\"user-%d\"'\n".formatted(version);
  }

  private static String reading(int version) {
    return """
        policy: reading
        resource: record
        use: [people]
        rules:
          - allow: version-%1$d
            actions: [read]
            when: subject.id == reader && reader == "user-%1$d"
        """
        .formatted(version);
  }

  /** Makes the repository one that cannot be loaded. */
  public void spoil() {
    write(READING, "policy: reading\nrules:\n  - allow: x\n    wehn: true\n");
  }

  /** Writes a file in place, in two pieces, as editors do. */
  public void write(String name, String content) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      try (var out = Files.newOutputStream(file)) {
        int half = content.length() / 2;
        out.write(content.substring(0, half).getBytes(UTF_8));
        out.flush();
        out.write(content.substring(half).getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
