package dev.writ.server.peer.mtls;

import dev.writ.server.config.TlsConfig;
import dev.writ.server.config.WritConfig;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the TLS registry its configuration {@code writ}. */
@Dependent
class TlsProviders {
  private static final String NAME = "writ";

  @Produces
  @Singleton
  @Identifier(NAME)
  KeyStoreProvider certificate(Certificates certificates) {
    return vertx -> {
      RenewedKeys keys = certificates.keys(vertx);
      return keys == null ? null : new KeyStoreAndKeyCertOptions(null, KeyCertOptions.wrap(keys));
    };
  }

  @Produces
  @Singleton
  @Identifier(NAME)
  TrustStoreProvider authorities(Certificates certificates) {
    return vertx -> {
      ReportingTrust trust = certificates.trust();
      return trust == null ? null : new TrustStoreAndTrustOptions(null, TrustOptions.wrap(trust));
    };
  }

  /** The framework has this as a setting of its build. */
  @Produces
  @Singleton
  HttpServerOptionsCustomizer clientAuthentication(
      WritConfig configuration, Certificates certificates) {
    TlsConfig tls = configuration.tls();
    return new HttpServerOptionsCustomizer() {
      @Override
      public void customizeHttpsServer(HttpServerOptions options) {
        if (certificates.takesClients()) {
          options.setClientAuth(ClientAuth.valueOf(tls.clientCertificates().name()));
        }
      }
    };
  }
}
