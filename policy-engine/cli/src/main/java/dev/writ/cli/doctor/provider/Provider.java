package dev.writ.cli.doctor.provider;

import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Reply;
import dev.writ.cli.doctor.web.Web;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider and everything that is read of it once.
 *
 * @param issuer exactly as it was given
 * @param openId whether it is an OpenID provider, which issues ID tokens, and not OAuth's alone
 * @param contentType of the metadata; empty if the provider does not say
 */
public record Provider(
    String issuer,
    Metadata metadata,
    boolean openId,
    String contentType,
    KeySet keys,
    AuthorizationEndpoint authorization) {

  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final Map<String, String> JSON = Map.of("Accept", "application/json");

  /**
   * Reads the metadata by OpenID Connect Discovery or else by RFC 8414, the keys and, for a client,
   * the authorization endpoint.
   *
   * @throws NoAnswer if there is no metadata to read
   */
  public static Provider read(String issuer, @Nullable Client client, Web web) throws NoAnswer {
    Reply openId = web.get(Addresses.parse(withoutSlash(issuer) + OPENID), JSON);
    boolean isOpenId = openId.status() == 200;
    Reply reply = isOpenId ? openId : ofOAuth(issuer, openId.status(), web);
    Metadata metadata = new Metadata(Json.object(reply.body(), "the metadata"));
    return new Provider(
        issuer,
        metadata,
        isOpenId,
        reply.headers().firstValue("Content-Type").orElse(""),
        KeySet.of(metadata, web),
        client == null
            ? new AuthorizationEndpoint.Unasked("needs `--client-id` and `--redirect-uri`")
            : AuthorizationEndpoint.of(metadata, client, isOpenId, web));
  }

  private static Reply ofOAuth(String issuer, int openIdStatus, Web web) throws NoAnswer {
    Reply oauth = web.get(inserted(issuer), JSON);
    if (oauth.status() == 200) {
      return oauth;
    }
    throw new NoAnswer(
        "the issuer has no metadata: status %d at `%s`, %d at `%s`"
            .formatted(openIdStatus, OPENID, oauth.status(), OAUTH));
  }

  /** RFC 8414 section 3.1: the well-known part stands between host and path. */
  private static URI inserted(String issuer) throws NoAnswer {
    URI address = Addresses.parse(issuer);
    return Addresses.parse(
        address.getScheme()
            + "://"
            + address.getRawAuthority()
            + OAUTH
            + withoutSlash(String.valueOf(address.getRawPath())));
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
