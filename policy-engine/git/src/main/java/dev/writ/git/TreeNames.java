package dev.writ.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * Names of a tree's entries, which are bytes. JGit would read what is no UTF-8 in some other way,
 * so that two names could become the same.
 */
final class TreeNames {

  private TreeNames() {}

  /** A name as text; null if it is not UTF-8, or could forge a line where it is shown. */
  static @Nullable String read(CanonicalTreeParser entry) {
    try {
      String name =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(entry))).toString();
      return name.chars().anyMatch(Character::isISOControl) ? null : name;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether an entry has a name, given in UTF-8. */
  static boolean is(CanonicalTreeParser entry, byte[] name) {
    int from = entry.getNameOffset();
    int to = from + entry.getNameLength();
    return Arrays.equals(entry.getEntryPathBuffer(), from, to, name, 0, name.length);
  }

  private static byte[] bytes(CanonicalTreeParser entry) {
    byte[] name = new byte[entry.getNameLength()];
    entry.getName(name, 0);
    return name;
  }
}
