package dev.writ.cli.doctor.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.cli.doctor.web.Reply;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a redirect back to a client says, in its query or its fragment (RFC 6749 section 4). */
public final class AuthorizationResponse {
  /** Errors that say: all is well, but nobody is signed in (OpenID Connect Core 3.1.2.6). */
  private static final Set<String> ONLY_LOGIN_MISSING =
      Set.of(
          "login_required",
          "interaction_required",
          "consent_required",
          "account_selection_required");

  private final Map<String, List<String>> parameters = new HashMap<>();

  private AuthorizationResponse(String location) {
    for (String part : location.replaceFirst("^[^?#]*", "").split("[?#&]", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters
            .computeIfAbsent(decoded(part.substring(0, equals)), name -> new ArrayList<>())
            .add(decoded(part.substring(equals + 1)));
      }
    }
  }

  /** What a reply says to a client; says nothing if it is no redirect. */
  public static AuthorizationResponse of(Reply reply) {
    return new AuthorizationResponse(reply.location().orElse(""));
  }

  /** A parameter that is there exactly once. */
  public Optional<String> value(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** Whether the provider took the request for a good one. */
  public boolean accepts() {
    return parameters.containsKey("code")
        || parameters.containsKey("access_token")
        || parameters.containsKey("id_token")
        || parameters.getOrDefault("error", List.of()).stream()
            .anyMatch(ONLY_LOGIN_MISSING::contains);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
