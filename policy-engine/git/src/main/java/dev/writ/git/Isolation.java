package dev.writ.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Git configuration of the machine and of its user out: it could redirect a remote, or
 * switch off the check of its certificate.
 */
final class Isolation extends SystemReader.Delegate {

  private Isolation(SystemReader machine) {
    super(machine);
  }

  /** Applies to the whole process; doing it again changes nothing. */
  static synchronized void enter() {
    if (!(SystemReader.getInstance() instanceof Isolation)) {
      SystemReader.setInstance(new Isolation(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public @Nullable String getenv(String name) {
    return name.startsWith("GIT_") ? null : super.getenv(name);
  }

  /** A configuration without a file. */
  private static final class Nothing extends FileBasedConfig {
    @SuppressWarnings("NullAway") // JGit takes null for a configuration that has no file
    private Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
