package dev.writ.server.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Leaves what is a little too large to the {@link Gate}, which answers it as it answers everything:
 * the HTTP library's own answer has neither text nor headers. What is more than twice too large the
 * library refuses, so that it never has to be kept.
 */
@Singleton
class Limits implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setMaxHeaderSize(2 * options.getMaxHeaderSize());
    options.setMaxInitialLineLength(2 * options.getMaxInitialLineLength());
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customizeHttpServer(options);
  }
}
