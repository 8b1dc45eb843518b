package dev.writ.server.peer.mtls;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;

/** Where the server's certificate and its trust come from. Safe for use by several threads. */
interface CertificateSource extends AutoCloseable {

  /**
   * The certificate and key of now. Two that are equal are the same.
   *
   * @throws Unusable if there is none that can be used
   */
  PemKeyCertOptions certificate(Vertx vertx) throws Unusable;

  /**
   * The authorities of now. Two that are equal are the same.
   *
   * @throws Unusable if they cannot be used
   */
  Bundles bundles() throws Unusable;

  @Override
  default void close() {}

  /** Files or an answer that make no sense, perhaps because they are being replaced. */
  final class Unusable extends Exception {
    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
