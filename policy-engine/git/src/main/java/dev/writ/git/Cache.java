package dev.writ.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.util.NB;

/**
 * The bare repository that commits are fetched into. It takes no pack that is larger than allowed,
 * by whatever transport it comes: JGit itself would take any.
 */
final class Cache extends FileRepository {
  /** As large as the large hosts allow; JGit holds objects in memory where they are deltas. */
  private static final long OBJECT_BYTES = 100L << 20;

  /** JGit makes room for all that a pack announces before it reads the first. */
  private static final long OBJECTS = 2_000_000;

  private static final int HEADER = 12;
  private static final int COUNT = 8;

  private final FetchLimits limits;

  private Cache(FileRepositoryBuilder place, FetchLimits limits) throws IOException {
    super(place);
    this.limits = limits;
  }

  /** The cache in a folder, which is made if there is none. */
  static Cache open(Path folder, FetchLimits limits) throws IOException {
    var place = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setup();
    var cache = new Cache(place, limits);
    if (!cache.getObjectDatabase().exists()) {
      cache.create(true);
    }
    return cache;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter inserter = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return inserter;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        PackParser parser = super.newPackParser(announced(limits.guard(in)));
        parser.setMaxObjectSizeLimit(OBJECT_BYTES);
        return parser;
      }
    };
  }

  /** A pack whose header announces no more objects than there may be. */
  private static InputStream announced(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length == HEADER && NB.decodeUInt32(header, COUNT) > OBJECTS) {
      throw new IOException("the remote sends more than %,d objects".formatted(OBJECTS));
    }
    var pack = new PushbackInputStream(in, HEADER);
    pack.unread(header);
    return pack;
  }
}
