package dev.writ.cli.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the documents of YAML and JSON files. */
final class Documents {
  private static final int LARGEST = 16 << 20;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(LARGEST).setAllowDuplicateKeys(false).build();

  private Documents() {}

  /** All documents of a file that are not empty. */
  static List<Object> yaml(Path file) throws UnreadableSource {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UnreadableSource("`%s` is larger than 16 MiB".formatted(file));
      }
      List<Object> documents = new ArrayList<>();
      for (Object document : new Load(SETTINGS).loadAllFromString(Files.readString(file))) {
        if (document != null) {
          documents.add(document);
        }
      }
      return documents;
    } catch (IOException unreadable) {
      throw new UnreadableSource("cannot read `%s`: name a file of text in UTF-8".formatted(file));
    } catch (YamlEngineException invalid) {
      throw new UnreadableSource(
          "`%s` is not valid: %s".formatted(file, first(String.valueOf(invalid.getMessage()))));
    }
  }

  private static String first(String message) {
    return message.lines().findFirst().orElse("it cannot be parsed");
  }
}
