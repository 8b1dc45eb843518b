package dev.writ.server.token.issuer;

import dev.writ.authzen.json.StrictJson;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an issuer says of itself (OpenID Connect Discovery 1.0, section 4). */
final class Metadata {
  private static final String PATH = "/.well-known/openid-configuration";

  private final String issuer;
  private final Endpoint endpoint;
  private volatile @Nullable Map<String, Object> last;

  Metadata(String issuer, Endpoint endpoint) {
    this.issuer = issuer;
    this.endpoint = endpoint;
  }

  /** The URL that a member has now. */
  Uni<URI> fresh(String member) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return endpoint.get(URI.create(base + PATH)).map(this::read).map(all -> url(all, member));
  }

  /** The URL that a member had when the metadata was last read. */
  Uni<URI> known(String member) {
    Map<String, Object> all = last;
    return all == null ? fresh(member) : Uni.createFrom().item(() -> url(all, member));
  }

  private Map<String, Object> read(String json) {
    Map<String, Object> all = StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8));
    if (!issuer.equals(all.get("issuer"))) {
      throw new IllegalArgumentException("its metadata is that of another issuer");
    }
    last = all;
    return all;
  }

  private static URI url(Map<String, Object> all, String member) {
    if (all.get(member) instanceof String url) {
      return URI.create(url);
    }
    throw new IllegalArgumentException("its metadata lacks `" + member + "`");
  }
}
