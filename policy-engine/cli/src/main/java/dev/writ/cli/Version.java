package dev.writ.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build and the Git commit it was made from, where it was made from one. */
final class Version implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() {
    Properties build = build();
    String commit = build.getProperty("commit", "");
    String suffix = commit.isEmpty() || commit.startsWith("$") ? "" : " (" + commit + ")";
    return new String[] {"writ " + number() + suffix};
  }

  /** The version alone. */
  static String number() {
    return build().getProperty("version", "");
  }

  private static Properties build() {
    var build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }
}
