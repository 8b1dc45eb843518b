package dev.writ.server.search;

import dev.writ.authzen.json.InvalidRequest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Issues and redeems page tokens: a position and a limit under an HMAC-SHA-256, which also covers
 * what the token is bound to. A token is good for the same request of the same peer against the
 * same policies, and for nothing else. Thread-safe.
 */
public final class PageTokens {
  /** What the HMAC is for, so that the key can serve no other purpose by accident. */
  static final String ALGORITHM = "HmacSHA256";

  private static final int CONTENT = 2 * Integer.BYTES;
  private static final int TAG = 32;

  private final SecretKey key;

  public PageTokens(SecretKey key) {
    this.key = key;
  }

  /**
   * A place in a search.
   *
   * @param from the position of the first candidate of a page
   * @param limit the most results on it
   */
  public record Place(int from, int limit) {}

  /** The token of a place, for one binding. */
  public String issue(Place place, byte[] binding) {
    byte[] content =
        ByteBuffer.allocate(CONTENT).putInt(place.from()).putInt(place.limit()).array();
    byte[] token =
        ByteBuffer.allocate(CONTENT + TAG).put(content).put(tag(content, binding)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The place that a token stands for.
   *
   * @throws InvalidRequest if it was not issued here for this binding
   */
  public Place redeem(String token, byte[] binding) {
    ByteBuffer bytes = ByteBuffer.wrap(decode(token));
    if (bytes.remaining() != CONTENT + TAG) {
      throw refused();
    }
    byte[] content = new byte[CONTENT];
    byte[] tag = new byte[TAG];
    bytes.get(content).get(tag);
    if (!MessageDigest.isEqual(tag, tag(content, binding))) {
      throw refused();
    }
    ByteBuffer place = ByteBuffer.wrap(content);
    return new Place(place.getInt(), place.getInt());
  }

  private byte[] tag(byte[] content, byte[] binding) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(content);
      return mac.doFinal(binding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  private static byte[] decode(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  private static InvalidRequest refused() {
    return new InvalidRequest(
        "`page.token` does not belong to this request, or the policies have changed since: begin"
            + " again without it");
  }
}
