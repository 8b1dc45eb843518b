package dev.writ.client;

import java.util.regex.Pattern;

/**
 * The token with which a subject came, such as an OAuth 2.0 access token. The decision point
 * verifies it itself and takes from it who the subject is and what it may claim. Not shown in text.
 *
 * @param value as it stands after {@code Bearer}: letters, digits and {@code -._~+/=} (RFC 6750,
 *     section 2.1)
 */
public record SubjectToken(String value) {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  public SubjectToken {
    if (!TOKEN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the subject's token has a character that no token has, or none; pass it without"
              + " `Bearer`");
    }
  }

  @Override
  public String toString() {
    return "SubjectToken[…]";
  }
}
