package dev.writ.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.writ.log.verify.Digests;
import dev.writ.log.verify.Removal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What verification must know of leaves. A leaf that is no record refers to nothing and removes
 * nothing.
 */
public final class RecordDigests implements Digests {
  private static final JsonFactory JSON = new JsonFactory();

  /** The type is the member before the last. */
  private static final int END = 64;

  private static final byte[] MARK = {'"', '_', 's', 'd', '"'};

  @Override
  public List<byte[]> of(byte[] leaf) {
    List<byte[]> digests = new ArrayList<>();
    if (!mayConceal(leaf)) {
      return digests;
    }
    try (JsonParser parser = JSON.createParser(leaf)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals(Concealer.DIGEST)) {
          digests.add(Base64.getUrlDecoder().decode(parser.nextTextValue()));
        }
      }
      return digests;
    } catch (IOException | RuntimeException noRecord) {
      return List.of();
    }
  }

  /** Most leaves conceal nothing: looking for the bytes is cheaper than parsing. */
  private static boolean mayConceal(byte[] leaf) {
    for (int i = 0; i + MARK.length <= leaf.length; i++) {
      if (leaf[i + 1] == '_'
          && leaf[i] == MARK[0]
          && leaf[i + 2] == MARK[2]
          && leaf[i + 3] == MARK[3]
          && leaf[i + 4] == MARK[4]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Removal> removals(byte[] leaf) {
    String end =
        new String(leaf, Math.max(0, leaf.length - END), Math.min(leaf.length, END), UTF_8);
    if (!end.contains(RecordType.REDACTED) && !end.contains(RecordType.PRUNED)) {
      return List.of();
    }
    try {
      return switch (RecordReader.read(leaf, Disclosures.NONE).record()) {
        case LogRecord.Redacted redacted -> redacted(redacted);
        case LogRecord.Pruned pruned ->
            List.of(
                pruned.disclosuresOnly()
                    ? new Removal.Disclosures(pruned.from(), pruned.to())
                    : new Removal.Entries(pruned.from(), pruned.to()));
        default -> List.of();
      };
    } catch (RuntimeException noRecord) {
      return List.of();
    }
  }

  private static List<Removal> redacted(LogRecord.Redacted redacted) {
    List<Removal> removals = new ArrayList<>();
    for (String digest : redacted.digests()) {
      removals.add(new Removal.Redacted(Base64.getUrlDecoder().decode(digest)));
    }
    return removals;
  }
}
