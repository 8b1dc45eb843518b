package dev.writ.log.verify;

/** What a record of the log says was removed on purpose. */
public sealed interface Removal {

  /** One disclosure, by its digest (32 bytes). */
  record Redacted(byte[] digest) implements Removal {}

  /** All disclosures of the entries from {@code from} to before {@code to}. */
  record Disclosures(long from, long to) implements Removal {}

  /** The entries from {@code from} to before {@code to} with their disclosures; hashes stay. */
  record Entries(long from, long to) implements Removal {}
}
