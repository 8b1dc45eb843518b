package dev.writ.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Published test data beside the project. */
final class Vectors {
  private Vectors() {}

  /** Reads a file of AuthZEN test data; a test that needs it is skipped where there is none. */
  static Members read(String name) throws IOException {
    Path file = Path.of(System.getProperty("writ.shared", "."), "conformance", "authzen", name);
    assumeTrue(Files.exists(file), "skipped: there is no " + name + " beside the project");
    return Members.of(StrictJson.readObject(Files.readAllBytes(file)));
  }

  static List<Members> objects(Members parent, String name) {
    assertThat(parent.list(name)).isNotEmpty();
    return parent.list(name).stream()
        .map(element -> new Members(name, Members.map(element)))
        .toList();
  }
}
