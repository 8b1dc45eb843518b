package dev.writ.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * An IP address. IPv4-mapped IPv6 addresses and zones do not exist here, so that one address is one
 * value.
 *
 * @param high the first 64 bits of an IPv6 address; 0 of an IPv4 one
 * @param low the last 64 bits, or the 32 of an IPv4 address
 * @param bits 32 for IPv4, 128 for IPv6
 */
public record Ip(long high, long low, int bits) implements Comparable<Ip> {
  private static final int GROUPS = 8;
  private static final int MAX_LENGTH = 45;

  /** Reads an address as RFC 4291 and the dotted decimal form have it, or returns null. */
  public static @Nullable Ip parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      long address = dotted(text);
      return address < 0 ? null : new Ip(0, address, 32);
    }
    int[] groups = groups(text);
    return groups == null ? null : ofGroups(groups);
  }

  private static @Nullable Ip ofGroups(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS; i++) {
      if (i < GROUPS / 2) {
        high = high << 16 | groups[i];
      } else {
        low = low << 16 | groups[i];
      }
    }
    boolean mapped = high == 0 && low >>> 32 == 0xFFFF;
    return mapped ? null : new Ip(high, low, 128);
  }

  /** An IPv4 address in decimal without leading zeros, or -1. */
  private static long dotted(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return -1;
    }
    long address = 0;
    for (String part : parts) {
      int number = number(part, 10, 3);
      if (number < 0 || number > 255 || part.length() > 1 && part.charAt(0) == '0') {
        return -1;
      }
      address = address << 8 | number;
    }
    return address;
  }

  private static int @Nullable [] groups(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      int[] all = part(text, true);
      return all != null && all.length == GROUPS ? all : null;
    }
    int[] head = part(text.substring(0, gap), false);
    int[] tail = part(text.substring(gap + 2), true);
    if (head == null || tail == null || head.length + tail.length >= GROUPS) {
      return null;
    }
    int[] all = new int[GROUPS];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
    return all;
  }

  /** The groups of one side of {@code ::}; the last may be an IPv4 address, which is two. */
  private static int @Nullable [] part(String text, boolean last) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    boolean dotted = last && parts[parts.length - 1].indexOf('.') >= 0;
    int[] groups = new int[parts.length + (dotted ? 1 : 0)];
    for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
      groups[i] = number(parts[i], 16, 4);
      if (groups[i] < 0) {
        return null;
      }
    }
    if (dotted) {
      long address = dotted(parts[parts.length - 1]);
      groups[groups.length - 2] = (int) (address >> 16);
      groups[groups.length - 1] = (int) (address & 0xFFFF);
      return address < 0 ? null : groups;
    }
    return groups;
  }

  /** ASCII digits of a radix, at least one; or -1. */
  private static int number(String text, int radix, int most) {
    if (text.isEmpty() || text.length() > most) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /** Whether it is an IPv4 address. */
  public boolean isV4() {
    return bits == 32;
  }

  /** 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** 127.0.0.0/8 or ::1. */
  public boolean isLoopback() {
    return isV4() ? low >>> 24 == 127 : high == 0 && low == 1;
  }

  /** 169.254.0.0/16 or fe80::/10. */
  public boolean isLinkLocalUnicast() {
    return isV4() ? low >>> 16 == 0xA9FE : high >>> 54 == 0xFE80 >> 6;
  }

  /** 224.0.0.0/24 or multicast of link-local scope (RFC 4291, section 2.7). */
  public boolean isLinkLocalMulticast() {
    return isV4() ? low >>> 8 == 0xE00000 : (high >>> 48 & 0xFF0F) == 0xFF02;
  }

  /** 224.0.0.0/4 or ff00::/8. */
  public boolean isMulticast() {
    return isV4() ? low >>> 28 == 0xE : high >>> 56 == 0xFF;
  }

  /** Any unicast address beyond the link and the host, private ones included. */
  public boolean isGlobalUnicast() {
    boolean broadcast = isV4() && low == 0xFFFFFFFFL;
    return !broadcast
        && !isUnspecified()
        && !isLoopback()
        && !isMulticast()
        && !isLinkLocalUnicast();
  }

  /** The address with all bits but the first {@code length} cleared. */
  public Ip masked(int length) {
    if (isV4()) {
      return new Ip(0, low & mask(length) >>> 32, 32);
    }
    return length <= 64
        ? new Ip(high & mask(length), 0, 128)
        : new Ip(high, low & mask(length - 64), 128);
  }

  private static long mask(int length) {
    return length == 0 ? 0 : -1L << (64 - length);
  }

  @Override
  public int compareTo(Ip other) {
    int families = Integer.compare(bits, other.bits);
    int highs = Long.compareUnsigned(high, other.high);
    if (families != 0 || highs != 0) {
      return families != 0 ? families : highs;
    }
    return Long.compareUnsigned(low, other.low);
  }

  /** The canonical text: for IPv6 that of RFC 5952. */
  @Override
  public String toString() {
    if (isV4()) {
      return (low >> 24) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
    }
    int[] run = longestRun();
    if (run[1] < 2) {
      return join(0, GROUPS);
    }
    return join(0, run[0]) + "::" + join(run[0] + run[1], GROUPS);
  }

  /** Start and length of the first longest run of zero groups. */
  private int[] longestRun() {
    int[] longest = {0, 0};
    int start = 0;
    for (int i = 0; i < GROUPS; i++) {
      if (group(i) != 0) {
        start = i + 1;
      } else if (i + 1 - start > longest[1]) {
        longest = new int[] {start, i + 1 - start};
      }
    }
    return longest;
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> 48 - index % 4 * 16 & 0xFFFF);
  }

  private String join(int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from ? ":" : "").append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }
}
