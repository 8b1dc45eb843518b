package dev.writ.sample.payments;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * What the ledger says of payments. The shop asks in the caller's name, with the caller's token
 * exchanged for one that only the ledger takes (RFC 8693), so that the ledger decides about the
 * caller, and a ledger that leaks tokens opens no other door.
 */
@RequestScoped
public class Bookkeeping {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SecurityIdentity identity;
  private final OidcClients clients;
  private final Ledger ledger;
  private final boolean demo;

  Bookkeeping(
      SecurityIdentity identity,
      OidcClients clients,
      @RestClient Ledger ledger,
      @ConfigProperty(name = "shop.demo") boolean demo) {
    this.identity = identity;
    this.clients = clients;
    this.ledger = ledger;
    this.demo = demo;
  }

  /** The entry as the ledger wrote it; its refusal is the caller's. */
  String entry(String payment) {
    if (demo) {
      throw new ServiceUnavailableException("the ledger needs tokens, and the demo has none");
    }
    try (Response answer = ledger.read("Bearer " + exchanged(), payment)) {
      return answer.readEntity(String.class);
    } catch (WebApplicationException e) {
      throw switch (e.getResponse().getStatus()) {
        case 403 -> new ForbiddenException("the ledger does not let you read this");
        case 404 -> new NotFoundException();
        default -> new ServiceUnavailableException("the ledger does not answer as it should");
      };
    }
  }

  private String exchanged() {
    String token = identity.getCredential(AccessTokenCredential.class).getToken();
    return clients
        .getClient("ledger")
        .getTokens(Map.of("subject_token", token))
        .await()
        .atMost(PATIENCE)
        .getAccessToken();
  }
}
