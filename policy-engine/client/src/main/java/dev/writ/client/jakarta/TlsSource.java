package dev.writ.client.jakarta;

import javax.net.ssl.SSLContext;

/**
 * What the application trusts and presents over TLS when it asks the decision point. A bean of this
 * type takes the place of the platform's defaults.
 */
public interface TlsSource {

  /** Asked before each call; another context than before opens new connections. Does not block. */
  SSLContext context();
}
