package dev.writ.sample.signin;

import dev.writ.client.http.PeerToken;
import io.quarkus.arc.lookup.LookupIfProperty;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** The shop's own token, with which it asks the decision point (RFC 6749, section 4.4). */
@ApplicationScoped
@LookupIfProperty(name = "shop.demo", stringValue = "false")
public class OwnToken implements PeerToken {

  private static final Logger LOG = Logger.getLogger(OwnToken.class);

  private final TokensHelper renewed = new TokensHelper();
  private final OidcClients clients;

  OwnToken(OidcClients clients) {
    this.clients = clients;
  }

  @Override
  public CompletionStage<String> token() {
    return renewed
        .getTokens(clients.getClient("pdp"))
        .map(Tokens::getAccessToken)
        .onFailure()
        .invoke(thrown -> LOG.errorf(thrown, "the shop gets no token to ask with"))
        .subscribeAsCompletionStage();
  }
}
