package dev.writ.log.read;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins: before an entry's index, which never changes, so that what is
 * appended meanwhile neither repeats nor hides anything.
 */
final class Cursor {
  private Cursor() {}

  static String of(Filter filter, long before) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    bytes.putLong(before).putInt(filter.texts().hashCode());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  static long before(@Nullable String cursor, Filter filter) throws InvalidCursor {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == Long.BYTES + Integer.BYTES) {
        long before = bytes.getLong();
        if (before >= 0 && bytes.getInt() == filter.texts().hashCode()) {
          return before;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      // as any other text that is no cursor
    }
    throw new InvalidCursor();
  }
}
