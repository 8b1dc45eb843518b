package dev.writ.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that what the API is sent is said to be JSON: a web page may send other types to
 * another site without asking first. The AuthZEN certification wants status 400 here, not HTTP's
 * own 415.
 */
@Singleton
class MediaTypes {
  private static final List<String> PATHS = List.of("/access/v1/*", "/v1/explain");
  private static final String JSON = "application/json";
  private static final Pattern JSON_WITH_CHARSET =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?");
  private static final int AFTER_THE_GATE = -1_000;

  void install(@Observes Router router) {
    PATHS.forEach(path -> router.post(path).order(AFTER_THE_GATE).handler(MediaTypes::check));
  }

  private static void check(RoutingContext exchange) {
    if (isJson(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      exchange.next();
    } else {
      PlainText.send(exchange.response(), 400, "the content type must be `application/json`");
    }
  }

  private static boolean isJson(@Nullable String type) {
    return JSON.equals(type)
        || (type != null && JSON_WITH_CHARSET.matcher(type.toLowerCase(Locale.ROOT)).matches());
  }
}
