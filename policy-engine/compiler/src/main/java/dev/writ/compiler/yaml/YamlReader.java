package dev.writ.compiler.yaml;

import dev.writ.compiler.diagnostic.Problem;
import dev.writ.compiler.diagnostic.Problems;
import dev.writ.compiler.source.Location;
import dev.writ.compiler.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the one YAML document of a file. */
public final class YamlReader {

  private YamlReader() {}

  /**
   * The document's root, or null if it cannot be read, the reason then being among the problems.
   */
  public static @Nullable YamlNode read(SourceFile file, int maxNesting, Problems problems) {
    if (reportsUnprintable(file, problems)) {
      return null;
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.path())
            .setCodePointLimit(file.text().length() + 1)
            .build();
    try {
      var events = new Parse(settings).parseString(file.text()).iterator();
      return new TreeBuilder(file, events, maxNesting, problems).document();
    } catch (MarkedYamlEngineException e) {
      problems.add(new SyntaxAdvice(file).explain(e));
    } catch (NestingException e) {
      String message = "maps and lists are nested more than " + maxNesting + " levels deep";
      problems.add(Problem.error("nesting-too-deep", e.location(), message));
    } catch (YamlEngineException e) {
      Location start = Location.ofFile(file.path());
      problems.add(Problem.error("yaml-syntax", start, "this is not valid YAML"));
    }
    return null;
  }

  private static boolean reportsUnprintable(SourceFile file, Problems problems) {
    String text = file.text();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        String message = "the character U+%04X cannot stand in a YAML file".formatted(c);
        problems.add(Problem.error("unprintable-character", file.span(i, i + 1), message));
        return true;
      }
    }
    return false;
  }
}
