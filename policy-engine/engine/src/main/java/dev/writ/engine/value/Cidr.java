package dev.writ.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses: an address, which may have bits beyond the prefix, and the prefix
 * length.
 *
 * @param prefix 0 to the address's number of bits
 */
public record Cidr(Ip address, int prefix) implements Comparable<Cidr> {
  private static final int MAX_LENGTH = 49;

  /** Reads {@code address/prefix}, the prefix in decimal without leading zeros, or returns null. */
  public static @Nullable Cidr parse(String text) {
    int slash = text.length() > MAX_LENGTH ? -1 : text.lastIndexOf('/');
    if (slash < 0) {
      return null;
    }
    Ip address = Ip.parse(text.substring(0, slash));
    int prefix = prefix(text.substring(slash + 1));
    return address == null || prefix < 0 || prefix > address.bits()
        ? null
        : new Cidr(address, prefix);
  }

  private static int prefix(String text) {
    boolean leadingZero = text.length() > 1 && text.charAt(0) == '0';
    if (text.isEmpty() || text.length() > 3 || leadingZero) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  /** Whether an address is in the range; never one of the other family. */
  public boolean contains(Ip other) {
    return other.bits() == address.bits() && other.masked(prefix).equals(address.masked(prefix));
  }

  /** Whether all of another range is in this one. */
  public boolean contains(Cidr other) {
    return prefix <= other.prefix && contains(other.address);
  }

  /** The range with all bits beyond its prefix cleared. */
  public Cidr masked() {
    return new Cidr(address.masked(prefix), prefix);
  }

  @Override
  public int compareTo(Cidr other) {
    int addresses = address.compareTo(other.address);
    return addresses != 0 ? addresses : Integer.compare(prefix, other.prefix);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
