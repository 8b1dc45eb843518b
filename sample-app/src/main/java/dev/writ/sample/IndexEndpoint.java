package dev.writ.sample;

import dev.writ.client.jakarta.Unenforced;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** What there is to ask for. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class IndexEndpoint {

  @GET
  @NonBlocking
  @Unenforced(because = "it names what the documentation names")
  public Map<String, List<String>> index() {
    return Map.of("paths", List.of("/orders", "/payments", "/tickets", "/profile", "/users"));
  }
}
