package dev.writ.server.token.issuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose tokens are believed, by a name of the operator's choice. */
@ConfigMapping(prefix = "writ.issuers")
public interface IssuersConfig {

  /** The issuers by name. */
  @WithParentName
  Map<String, IssuerConfig> byName();

  /** One issuer of tokens. */
  interface IssuerConfig {

    /** Its {@code iss}, exactly; its metadata is looked up below it. */
    String url();

    /** What names this server in {@code aud}; a token must have one of these. */
    List<String> audience();

    /** The signature algorithms that it may use; none for shared secrets. */
    @WithDefault("RS256,ES256,PS256,EdDSA")
    List<String> algorithms();

    /** The header {@code typ} of its access tokens; {@code none} for tokens without one. */
    @WithDefault("at+jwt,JWT")
    List<String> types();

    /** By how much its clock may differ from ours; at most 5 minutes. */
    @WithDefault("60s")
    Duration skew();

    /** Whether its tokens authenticate peers. */
    @WithDefault("false")
    boolean peers();

    /**
     * The claim that only tokens issued to a client itself have, and that names it: {@code
     * client_id} for Keycloak. Without it, a token is a client's own if its {@code client_id} is
     * its {@code sub} (RFC 9068, section 2.2).
     */
    Optional<String> clientClaim();

    /**
     * The client ids that its back-channel logout tokens may be meant for; without any, none are
     * taken.
     */
    Optional<List<String>> logoutAudience();

    /** Where its keys are, if it has no metadata. */
    Optional<URI> jwks();

    /** The TLS configuration ({@code quarkus.tls.NAME}) with which it is asked. */
    Optional<String> tls();

    /** How old its keys may get before they are fetched again. */
    @WithDefault("10m")
    Duration keysMaxAge();

    /** The least time between two fetches of its keys, whatever key ids arrive. */
    @WithDefault("10s")
    Duration keysFloor();

    /** How it is asked about tokens (RFC 7662), if it is. */
    Optional<IntrospectionConfig> introspection();
  }

  /** Asking about tokens. */
  interface IntrospectionConfig {

    /** Where, if its metadata does not say. */
    Optional<URI> url();

    /** The client id with which to ask. */
    String client();

    /** The file with that client's secret; it may be exchanged at any time. */
    Path secretFile();

    /** Whether to ask about signed tokens too, so that a logout there is noticed here. */
    @WithDefault("false")
    boolean signedTokens();

    /** How long an answer is believed; never past the token's expiry. */
    @WithDefault("30s")
    Duration cache();
  }
}
