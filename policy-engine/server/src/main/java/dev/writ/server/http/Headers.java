package dev.writ.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The headers that every answer has: it is data for programs, never a page, never to be kept. */
final class Headers {
  private static final CharSequence CONTENT_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

  private Headers() {}

  static void addTo(MultiMap headers) {
    headers.set(CONTENT_OPTIONS, NO_SNIFF);
    headers.set(POLICY, NOTHING);
    headers.set(REFERRER, NO_REFERRER);
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }
}
