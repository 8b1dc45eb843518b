package dev.writ.sample.ledger;

import dev.writ.client.jakarta.Enforce;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The books over HTTP. */
@Path("/ledger/entries")
@Produces(MediaType.APPLICATION_JSON)
public class LedgerEndpoint {

  private static final Map<String, Entry> ENTRIES =
      Map.of(
          "payment-1", new Entry("payment-1", "1200", new BigDecimal("20.00"), "EUR"),
          "payment-2", new Entry("payment-2", "1200", new BigDecimal("2000.00"), "EUR"));

  @GET
  @Path("{id}")
  @NonBlocking
  @Enforce(action = "ledger:read", resource = "ledger", id = "{id}")
  public Entry read(String id) {
    return Optional.ofNullable(ENTRIES.get(id)).orElseThrow(NotFoundException::new);
  }
}
