package dev.writ.log.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A disclosure that shall be deleted.
 *
 * @param index of the entry that it belongs to
 * @param digest 32 bytes
 */
public record Redaction(long index, byte[] digest) {

  boolean hits(long entry, Disclosure disclosure) {
    return entry == index && Arrays.equals(digest, disclosure.digest());
  }

  static boolean hits(Collection<Redaction> all, long entry, Disclosure disclosure) {
    return all.stream().anyMatch(one -> one.hits(entry, disclosure));
  }

  static Entry apply(Collection<Redaction> all, long index, Entry entry) {
    List<Disclosure> kept =
        entry.disclosures().stream().filter(one -> !hits(all, index, one)).toList();
    return kept.size() == entry.disclosures().size()
        ? entry
        : new Entry(entry.leaf(), kept, entry.keys());
  }
}
