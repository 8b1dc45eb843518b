package dev.writ.git;

import dev.writ.compiler.repository.RepositorySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A policy repository in Git and its cache on disk: what was accepted last stays there, with or
 * without the remote. Safe for use by several threads and processes.
 */
public final class GitSource implements AutoCloseable {
  private static final String GOOD = "refs/writ/good";

  /** A file whose time is when the remote last answered. */
  private static final String CONTACT = "writ.contact";

  private final Path folder;
  private final GitAddress address;
  private final GitOptions options;
  private final Repository cache;
  private final Remote remote;

  private GitSource(
      Path folder, GitAddress address, GitOptions options, Repository cache, Remote remote) {
    this.folder = folder;
    this.address = address;
    this.options = options;
    this.cache = cache;
    this.remote = remote;
  }

  /**
   * Opens the cache of an address, which is made if there is none.
   *
   * @param caches the folder in which caches lie, one for each address
   * @throws UncheckedIOException if the disk fails
   */
  public static GitSource open(GitAddress address, GitOptions options, Path caches) {
    Isolation.enter();
    Path folder = caches.resolve(CacheNames.of(address));
    try {
      Files.createDirectories(folder);
      Cache cache = Cache.open(folder, options.limits());
      configure(cache.getConfig(), options);
      var access = Access.to(address, options, folder);
      return new GitSource(
          folder, address, options, cache, new Remote(cache, address, access, options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void configure(StoredConfig configuration, GitOptions options) throws IOException {
    configuration.setString("http", null, "followRedirects", "false");
    configuration.setString("gc", null, "prunePackExpire", "now");
    CommitSignatures.configure(configuration, options.signers());
    configuration.save();
  }

  /** Where caches lie that belong to no server: the user's. */
  public static Path userCaches() {
    return Path.of(System.getProperty("user.home"), ".cache", "writ", "git");
  }

  /** Where the policies lie. */
  public GitAddress address() {
    return address;
  }

  /**
   * Fetches the commit that the branch or tag names now, without its history unless that is needed.
   *
   * @throws GitUnavailable if the remote does not give it
   */
  public synchronized Commit fetch() throws GitUnavailable {
    try (FileChannel channel = lockFile();
        FileLock lock = channel.lock()) {
      Optional<ObjectId> good = Optional.ofNullable(cache.resolve(GOOD));
      ObjectId tip = remote.fetch(options.fastForwardOnly() ? good : Optional.empty());
      Files.write(folder.resolve(CONTACT), new byte[0]);
      return commit(tip);
    } catch (IOException e) {
      throw new GitUnavailable("the cache in `" + folder + "` cannot be used", e);
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        folder.resolve("writ.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** When the remote last answered; empty if it never did. */
  public Optional<Instant> contact() {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve(CONTACT)).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The commit that was accepted last, by this process or one before it. */
  public Optional<Commit> good() {
    try {
      ObjectId id = cache.resolve(GOOD);
      return id == null ? Optional.empty() : Optional.of(commit(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Why a commit must not be used, whatever its policies say: for its objects, its signature, or
   * its place in history.
   *
   * @return empty if it may
   */
  public Optional<String> refusal(Commit commit) {
    try (var walk = new RevWalk(cache)) {
      RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit.id()));
      Optional<String> fault = ObjectFaults.of(walk.getObjectReader(), parsed);
      if (fault.isEmpty()) {
        fault = CommitSignatures.fault(cache, parsed, options.signers());
      }
      return fault.isPresent() ? fault : leap(walk, parsed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> leap(RevWalk walk, RevCommit commit) throws IOException {
    ObjectId good = options.fastForwardOnly() ? cache.resolve(GOOD) : null;
    return good == null || walk.isMergedInto(walk.parseCommit(good), commit)
        ? Optional.empty()
        : Optional.of(
            "it does not descend from the last commit that was accepted, and only fast-forwards"
                + " are allowed");
  }

  /** The policy files of a commit. */
  public RepositorySnapshot snapshot(Commit commit) {
    try (var walk = new RevWalk(cache)) {
      RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit.id()));
      return TreeReader.read(walk.getObjectReader(), parsed.getTree(), address.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that a commit decides now: it is what a restart without the remote begins with. */
  public synchronized void accept(Commit commit) {
    try {
      RefUpdate update = cache.updateRef(GOOD);
      update.setNewObjectId(ObjectId.fromString(commit.id()));
      RefUpdate.Result result = update.forceUpdate();
      switch (result) {
        case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> remote.tidy();
        default -> throw new IOException("the cache in `" + folder + "` is not writable");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Commit commit(ObjectId id) throws IOException {
    try (var walk = new RevWalk(cache)) {
      RevCommit commit = walk.parseCommit(id);
      return new Commit(commit.name(), commit.getCommitterIdent().getWhenAsInstant());
    }
  }

  @Override
  public void close() {
    remote.close();
    cache.close();
  }
}
