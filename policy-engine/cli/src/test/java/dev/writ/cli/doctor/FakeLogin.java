package dev.writ.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An authorization endpoint that is strict, until a test loosens something. */
final class FakeLogin implements HttpHandler {
  final Map<String, String> headers = new LinkedHashMap<>();
  Predicate<String> alsoAccepts = uri -> false;
  boolean takesSecondRedirectUri;
  boolean ignoresSecondRedirectUri;
  boolean givesTokens;
  boolean takesPlain;
  boolean needsChallenge = true;
  boolean honoursPrompt = true;
  boolean knowsScopes = true;
  boolean repeatsState = true;
  String iss;

  FakeLogin(String issuer) {
    iss = issuer;
    headers.put("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Map<String, List<String>> parameters = parameters(exchange.getRequestURI().getRawQuery());
    List<String> uris = parameters.getOrDefault("redirect_uri", List.of());
    if (uris.size() > 1 && takesSecondRedirectUri) {
      back(exchange, uris.get(1), parameters, "login_required");
    } else if (!first(parameters, "client_id").equals(FakeProvider.CLIENT)
        || (uris.size() != 1 && !ignoresSecondRedirectUri)
        || !isRegistered(uris.getFirst())) {
      page(exchange, 400, "no such client");
    } else {
      registered(exchange, uris.getFirst(), parameters);
    }
  }

  private boolean isRegistered(String uri) {
    return uri.equals(FakeProvider.REDIRECT_URI) || alsoAccepts.test(uri);
  }

  private void registered(HttpExchange exchange, String uri, Map<String, List<String>> parameters)
      throws IOException {
    if (!first(parameters, "response_type").equals("code") && !givesTokens) {
      back(exchange, uri, parameters, "unsupported_response_type");
    } else if (!knowsScopes && parameters.containsKey("scope")) {
      back(exchange, uri, parameters, "invalid_scope");
    } else if (needsChallenge && first(parameters, "code_challenge").isEmpty()) {
      back(exchange, uri, parameters, "invalid_request");
    } else if (first(parameters, "code_challenge_method").equals("plain") && !takesPlain) {
      back(exchange, uri, parameters, "invalid_request");
    } else if (first(parameters, "prompt").equals("none") && honoursPrompt) {
      back(exchange, uri, parameters, "login_required");
    } else {
      page(exchange, 200, "who are you?");
    }
  }

  private void back(
      HttpExchange exchange, String uri, Map<String, List<String>> parameters, String error)
      throws IOException {
    String location = uri + "?error=" + error;
    location += "&state=" + (repeatsState ? first(parameters, "state") : "other");
    location += iss.isEmpty() ? "" : "&iss=" + URLEncoder.encode(iss, UTF_8);
    exchange.getResponseHeaders().set("Location", location);
    page(exchange, 302, "");
  }

  private void page(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      Headers response = exchange.getResponseHeaders();
      headers.forEach(response::add);
      byte[] body = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of("")).getFirst();
  }

  private static Map<String, List<String>> parameters(String query) {
    return Stream.of(query.split("&"))
        .map(part -> part.split("=", 2))
        .collect(
            groupingBy(
                part -> part[0], mapping(part -> URLDecoder.decode(part[1], UTF_8), toList())));
  }
}
