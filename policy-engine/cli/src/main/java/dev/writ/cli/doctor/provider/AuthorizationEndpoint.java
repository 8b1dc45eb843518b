package dev.writ.cli.doctor.provider;

import dev.writ.cli.doctor.web.NoAnswer;
import dev.writ.cli.doctor.web.Reply;
import dev.writ.cli.doctor.web.Web;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** The authorization endpoint, as far as it can be asked. */
public sealed interface AuthorizationEndpoint {

  /** It is not asked, which is nobody's fault. */
  record Unasked(String reason) implements AuthorizationEndpoint {}

  /** It gives no answer that can be used, to the request of a registered client. */
  record Unusable(String reason) implements AuthorizationEndpoint {}

  /**
   * It answers the registered client.
   *
   * @param request that was sent first, as it should be, with {@code prompt=none}
   * @param silent the answer to it
   * @param page where a browser ends without {@code prompt=none}: the login page
   */
  record Answering(
      URI address, Client client, Web web, AuthorizationRequest request, Reply silent, Reply page)
      implements AuthorizationEndpoint {

    /** How a request was taken. */
    public enum Taken {
      REFUSED,
      /** Like the request of the registered client. */
      ACCEPTED,
      /** The browser is sent to the address that the request names, or with a code elsewhere. */
      FOLLOWED
    }

    /** What it answers to another request. */
    public Reply ask(AuthorizationRequest request) throws NoAnswer {
      return web.get(request.at(address), Map.of("Accept", "text/html"));
    }

    /** What it answers to the first request when a script of another site sends it. */
    public Reply askFrom(String origin) throws NoAnswer {
      return web.get(request.at(address), Map.of("Accept", "text/html", "Origin", origin));
    }

    /**
     * How it took a request with something wrong in it.
     *
     * @param target where the request wants the browser sent
     */
    public Taken taken(Reply reply, String target) {
      if (reply.isError()) {
        return Taken.REFUSED;
      }
      boolean accepted = AuthorizationResponse.of(reply).accepts();
      if (leadsTo(reply, target)) {
        boolean registered = target.equals(client.redirectUri());
        return registered && !accepted ? Taken.REFUSED : Taken.FOLLOWED;
      }
      return accepted || (!tellsByRedirect() && looksLikeSilent(reply))
          ? Taken.ACCEPTED
          : Taken.REFUSED;
    }

    /** Whether the browser is sent to a URI, or to the host of one that is not the client's. */
    public boolean leadsTo(Reply reply, String target) {
      String location = reply.location().orElse("");
      String host = host(target);
      return reply.isRedirect()
          && (location.startsWith(target)
              || (host.equals(host(location)) && !host.equals(host(client.redirectUri()))));
    }

    private static String host(String address) {
      try {
        String host = Addresses.parse(address).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
      } catch (NoAnswer e) {
        return "";
      }
    }

    /** Whether it honours {@code prompt=none}, so that a page can only be one of refusal. */
    private boolean tellsByRedirect() {
      return AuthorizationResponse.of(silent).accepts();
    }

    private boolean looksLikeSilent(Reply reply) {
      return reply.isRedirect() == silent.isRedirect() && path(reply).equals(path(silent));
    }

    private static String path(Reply reply) {
      return reply.location().orElse("").replaceFirst("[?#].*", "");
    }
  }

  /** Asks it on behalf of a client. */
  static AuthorizationEndpoint of(Metadata metadata, Client client, boolean openId, Web web) {
    try {
      URI address =
          Addresses.parse(
              metadata
                  .text("authorization_endpoint")
                  .orElseThrow(() -> new NoAnswer("there is no `authorization_endpoint`")));
      AuthorizationRequest request = AuthorizationRequest.of(client, openId);
      AuthorizationRequest quiet = request.with("prompt", "none");
      Reply silent = web.get(quiet.at(address), Map.of("Accept", "text/html"));
      requireAccepted(silent, client);
      Reply page = web.visit(request.at(address), client.redirectUri());
      return new Answering(address, client, web, quiet, silent, page);
    } catch (NoAnswer e) {
      return new Unusable(e.reason());
    } catch (Metadata.Malformed e) {
      return new Unusable(String.valueOf(e.getMessage()));
    }
  }

  private static void requireAccepted(Reply silent, Client client) throws NoAnswer {
    boolean back = silent.location().orElse("").startsWith(client.redirectUri());
    if (silent.isError() || (back && !AuthorizationResponse.of(silent).accepts())) {
      throw new NoAnswer(
          "the provider refuses the client's own request (status %d): check `--client-id` and `--redirect-uri`"
              .formatted(silent.status()));
    }
  }
}
