package dev.writ.git;

import dev.writ.git.FetchLimits.TooSlow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TagOpt;
import org.jspecify.annotations.Nullable;

/** The other end: finds what a branch or tag names, and brings it into the cache. */
final class Remote implements AutoCloseable {
  private static final String TIP = "refs/writ/tip";

  /** What history is fetched to find a commit in. */
  private static final List<String> EVERYTHING =
      List.of("+refs/heads/*:refs/writ/heads/*", "+refs/tags/*:refs/writ/tags/*");

  /** After so many packs, one for each fetch, the cache is packed anew. */
  private static final int MOST_PACKS = 30;

  private final Git git;
  private final Repository cache;
  private final GitAddress address;
  private final Access access;
  private final int timeout;
  private final FetchLimits limits;

  Remote(Repository cache, GitAddress address, Access access, GitOptions options) {
    this.git = new Git(cache);
    this.cache = cache;
    this.address = address;
    this.access = access;
    this.timeout = Math.max(1, Math.toIntExact(options.timeout().toSeconds()));
    this.limits = options.limits();
  }

  /**
   * Brings the commit that is named now.
   *
   * @param ancestor what its history is wanted back to; empty for none of it
   */
  ObjectId fetch(Optional<ObjectId> ancestor) throws GitUnavailable {
    try {
      Ref named = named();
      if (named == null) {
        return commit(ObjectId.fromString(Objects.requireNonNull(address.ref())));
      }
      ObjectId known = cache.resolve(TIP);
      if (known == null || !known.equals(named.getObjectId())) {
        fetch(named.getName(), ancestor.isPresent());
      }
      if (ancestor.isPresent() && !reaches(ancestor.get()) && isShallow()) {
        command(named.getName()).setUnshallow(true).call();
      }
      return tip();
    } catch (GitAPIException | JGitInternalException | TooSlow | IOException e) {
      throw new GitUnavailable("cannot fetch `" + address + "`: " + why(e), e);
    } catch (OutOfMemoryError e) {
      throw new GitUnavailable("cannot fetch `" + address + "`: it takes too much memory", e);
    }
  }

  private void fetch(String name, boolean history) throws GitAPIException, IOException {
    FetchCommand command = command(name);
    if (!history) {
      command.setDepth(1);
    }
    command.call();
  }

  /**
   * A commit by its id, which remotes need not serve: so everything that they do serve is fetched,
   * once, since such a commit never changes.
   */
  private ObjectId commit(ObjectId id) throws GitAPIException, IOException, GitUnavailable {
    if (!cache.getObjectDatabase().has(id)) {
      command(EVERYTHING).call();
    }
    try (var walk = new RevWalk(cache)) {
      return walk.parseCommit(id).getId();
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      throw new GitUnavailable(
          "no branch and no tag of `%s` leads to a commit `%s`"
              .formatted(address.remote(), id.name()),
          e);
    }
  }

  private FetchCommand command(String name) throws IOException {
    return command(List.of("+" + name + ":" + TIP));
  }

  private FetchCommand command(List<String> specifications) throws IOException {
    return access.prepare(
        git.fetch()
            .setRemote(address.remote())
            .setRefSpecs(specifications.toArray(String[]::new))
            .setTagOpt(TagOpt.NO_TAGS)
            .setProgressMonitor(limits.monitor()),
        timeout);
  }

  /** The branch or tag of the address, or null where it names a commit. */
  private @Nullable Ref named() throws GitAPIException, IOException, GitUnavailable {
    Map<String, Ref> refs =
        access.prepare(git.lsRemote().setRemote(address.remote()), timeout).callAsMap();
    String ref = address.ref() == null ? Constants.HEAD : address.ref();
    Ref exact = refs.get(ref);
    Ref branch = refs.get(Constants.R_HEADS + ref);
    Ref tag = refs.get(Constants.R_TAGS + ref);
    if (exact != null && (address.ref() == null || ref.startsWith(Constants.R_REFS))) {
      return exact;
    }
    if (branch != null && tag != null) {
      throw new GitUnavailable(
          "`%s` is both a branch and a tag of `%s`: write `refs/heads/%s` or `refs/tags/%s`"
              .formatted(ref, address.remote(), ref, ref));
    }
    if (branch == null && tag == null && ObjectId.isId(ref)) {
      return null;
    }
    if (branch == null && tag == null) {
      throw new GitUnavailable("`" + address.remote() + "` has no branch or tag `" + ref + "`");
    }
    return branch == null ? Objects.requireNonNull(tag) : branch;
  }

  private ObjectId tip() throws IOException {
    try (var walk = new RevWalk(cache)) {
      return walk.parseCommit(cache.resolve(TIP)).getId();
    }
  }

  private boolean reaches(ObjectId ancestor) throws IOException {
    try (var walk = new RevWalk(cache)) {
      return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(cache.resolve(TIP)));
    }
  }

  private boolean isShallow() throws IOException {
    return !cache.getObjectDatabase().getShallowCommits().isEmpty();
  }

  /** Packs the cache anew where many fetches left many packs. */
  void tidy() throws IOException {
    try {
      Object packs = git.gc().getStatistics().get("numberOfPackFiles");
      if (packs instanceof Long many && many > MOST_PACKS) {
        git.gc().setExpire(Instant.now()).call();
      }
    } catch (GitAPIException | JGitInternalException e) {
      throw new IOException("the cache cannot be packed", e);
    }
  }

  private static String why(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  @Override
  public void close() {
    access.close();
    git.close();
  }
}
