package dev.writ.server.http;

import dev.writ.server.json.InvalidRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content type that the AuthZEN binding takes. */
public final class MediaTypes {
  private static final String JSON = "application/json";
  private static final Pattern JSON_WITH_PARAMETERS =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

  private MediaTypes() {}

  /**
   * Makes sure that a body is said to be JSON. The AuthZEN certification asks for status 400 where it
   * is not, rather than HTTP's own 415.
   */
  public static void requireJson(@Nullable String contentType) {
    if (JSON.equals(contentType)) {
      return;
    }
    if (contentType == null
        || !JSON_WITH_PARAMETERS.matcher(contentType.toLowerCase(Locale.ROOT)).matches()) {
      throw new InvalidRequest("the content type must be `application/json`");
    }
  }
}
