package dev.writ.server.token.issuer;

import dev.writ.server.secret.Secret;
import dev.writ.server.secret.Secrets;
import dev.writ.server.token.issuer.IssuersConfig.IntrospectionConfig;
import dev.writ.server.token.issuer.IssuersConfig.IssuerConfig;
import dev.writ.server.token.jwt.KeySet;
import dev.writ.server.token.jwt.Rules;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All whose tokens are believed, by the {@code iss} that they write. */
@Singleton
public class Issuers {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private final Secrets secrets;
  private final Vertx vertx;
  private final TlsConfigurationRegistry tls;
  private final Clock clock;
  private final Map<String, Issuer> byUrl = new HashMap<>();
  private final @Nullable Issuer ofOpaqueTokens;

  /**
   * Reads the configuration; nobody is asked yet.
   *
   * @throws ConfigurationException if it is wrong; the message says which key
   */
  public Issuers(
      IssuersConfig config,
      Secrets secrets,
      Vertx vertx,
      TlsConfigurationRegistry tls,
      Clock clock) {
    this.secrets = secrets;
    this.vertx = vertx;
    this.tls = tls;
    this.clock = clock;
    config.byName().forEach(this::add);
    List<Issuer> asked = byUrl.values().stream().filter(Issuer::ofOpaqueTokens).toList();
    if (asked.size() > 1) {
      throw new ConfigurationException(
          "`writ.issuers` has several with `introspection`: an opaque token does not say whose it"
              + " is, so there can be one");
    }
    this.ofOpaqueTokens = asked.isEmpty() ? null : asked.getFirst();
  }

  /** The issuer with an {@code iss}, or null. */
  public @Nullable Issuer find(@Nullable String url) {
    return byUrl.get(url);
  }

  /** The one that is asked about opaque tokens, or null. */
  public @Nullable Issuer ofOpaqueTokens() {
    return ofOpaqueTokens;
  }

  /** All of them. */
  public Collection<Issuer> all() {
    return List.copyOf(byUrl.values());
  }

  private void add(String name, IssuerConfig config) {
    check(name, config);
    if (byUrl.put(config.url(), issuer(name, config)) != null) {
      throw invalid(name, "has a `url` that another one has");
    }
  }

  private static void check(String name, IssuerConfig config) {
    if (config.audience().isEmpty() || config.audience().contains("")) {
      throw invalid(name, "needs an `audience`: what names this server in its tokens");
    }
    List<String> unusable = Rules.unusable(config.algorithms());
    if (!unusable.isEmpty()) {
      throw invalid(name, "allows `" + unusable.getFirst() + "`, which is not for public keys");
    }
    if (config.skew().isNegative() || config.skew().compareTo(MAX_SKEW) > 0) {
      throw invalid(name, "has a `skew` beyond 5 minutes");
    }
    if (config.jwks().isEmpty() && !Endpoint.isSafe(URI.create(config.url()))) {
      throw invalid(name, "has a `url` that is not https: set `jwks` to say where its keys are");
    }
    if (!config.jwks().map(Endpoint::isSafe).orElse(true)) {
      throw invalid(name, "has a `jwks` that is not https");
    }
  }

  private static ConfigurationException invalid(String name, String problem) {
    return new ConfigurationException("`writ.issuers." + name + "` " + problem);
  }

  private Issuer issuer(String name, IssuerConfig config) {
    var endpoint = new Endpoint(vertx.createHttpClient(options(name, config)));
    var metadata = new Metadata(config.url(), endpoint);
    var keys =
        new Keys(
            name,
            () -> fetch(config, metadata, endpoint),
            config.keysMaxAge(),
            config.keysFloor(),
            clock);
    Introspection introspection =
        config
            .introspection()
            .map(how -> new Introspection(name, how, metadata, endpoint, secret(name, how)))
            .orElse(null);
    return new Issuer(name, config, rules(config), keys, introspection, clock);
  }

  private static Uni<KeySet> fetch(IssuerConfig config, Metadata metadata, Endpoint endpoint) {
    Uni<URI> url =
        config
            .jwks()
            .map(known -> Uni.createFrom().item(known))
            .orElseGet(() -> metadata.fresh("jwks_uri"));
    return url.flatMap(endpoint::get).map(KeySet::read);
  }

  private Secret<String> secret(String name, IntrospectionConfig config) {
    return secrets.text(config.secretFile(), "writ.issuers." + name + ".introspection.secret-file");
  }

  private static Rules rules(IssuerConfig config) {
    Set<String> types =
        config.types().stream().map(t -> t.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return new Rules(
        config.url(), config.audience(), Set.copyOf(config.algorithms()), types, config.skew());
  }

  private HttpClientOptions options(String name, IssuerConfig config) {
    var options = new HttpClientOptions();
    config
        .tls()
        .map(
            tlsName ->
                tls.get(tlsName)
                    .orElseThrow(() -> invalid(name, "names a `tls` that is not configured")))
        .ifPresent(found -> TlsConfigUtils.configure(options, found));
    return options;
  }
}
