package dev.writ.sample.payments;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The ledger, as the shop calls it. */
@Path("/ledger/entries")
@RegisterRestClient(configKey = "ledger")
public interface Ledger {

  @GET
  @Path("{id}")
  Response read(@HeaderParam("Authorization") String authorization, String id);
}
