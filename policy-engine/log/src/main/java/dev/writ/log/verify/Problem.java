package dev.writ.log.verify;

/**
 * Something in a log that is not as it was written.
 *
 * @param path of the file, relative to the log's folder
 * @param index of the first entry that is affected, or -1 if it cannot be said
 * @param text what is wrong, for people
 */
public record Problem(String path, long index, String text) {

  @Override
  public String toString() {
    return path + ": " + text;
  }
}
