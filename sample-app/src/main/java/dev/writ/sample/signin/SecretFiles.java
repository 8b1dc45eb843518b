package dev.writ.sample.signin;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The shop does not start with secrets that others on its machine can read or replace. */
@ApplicationScoped
public class SecretFiles {

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  void check(
      @Observes StartupEvent event,
      @ConfigProperty(name = "smallrye.config.source.file.locations")
          Optional<List<String>> folders)
      throws IOException {
    for (String folder : folders.orElse(List.of())) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.toList()) {
          check(file);
        }
      }
    }
  }

  static void check(Path file) throws IOException {
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new IllegalStateException(
          "others on this machine may read or change `" + file + "`; run `chmod 600` on it");
    }
  }
}
