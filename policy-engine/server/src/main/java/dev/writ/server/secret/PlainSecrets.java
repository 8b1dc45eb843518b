package dev.writ.server.secret;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/**
 * Warns at the start of secrets that are kept where others find them: in the environment, which
 * child processes inherit and crash reports show, and in configuration files that every user of the
 * machine can read. Only names are looked at and said.
 */
@Singleton
class PlainSecrets {
  private static final Logger LOG = Logger.getLogger(PlainSecrets.class);
  private static final Pattern OURS = Pattern.compile("(writ|quarkus|smallrye)[._].*");
  private static final Pattern SECRET =
      Pattern.compile(".*(password|passphrase|secret|client.token|encryption.key|secret.id)");

  /** How configuration sources name the file that they read. */
  private static final Pattern FILE = Pattern.compile(".*source=(file:[^\\]]+)\\].*");

  /** Before the door opens. */
  @Startup(2)
  void check() {
    warnings(ConfigProvider.getConfig().getConfigSources()).forEach(LOG::warn);
  }

  /** One line for each source that holds secrets in the open. */
  static List<String> warnings(Iterable<ConfigSource> sources) {
    List<String> warnings = new ArrayList<>();
    for (ConfigSource source : sources) {
      List<String> secrets = secrets(source.getPropertyNames());
      if (!secrets.isEmpty() && source.getName().startsWith("EnvConfigSource")) {
        warnings.add(
            "the environment holds "
                + String.join(", ", secrets)
                + " in the open: put each into a file that only this server can read");
      } else if (!secrets.isEmpty() && isOpenFile(source.getName())) {
        warnings.add(
            "every user of this machine can read "
                + String.join(", ", secrets)
                + " in "
                + source.getName()
                + ": take the permission away with `chmod o-rwx`");
      }
    }
    return warnings;
  }

  private static List<String> secrets(Set<String> names) {
    return names.stream().filter(PlainSecrets::isSecret).sorted().map(n -> "`" + n + "`").toList();
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OURS.matcher(lower).matches() && SECRET.matcher(lower).matches();
  }

  private static boolean isOpenFile(String source) {
    Matcher file = FILE.matcher(source);
    return file.matches() && Permissions.isWorldReadable(Path.of(URI.create(file.group(1))));
  }
}
