package dev.writ.sample;

import dev.writ.client.Subject;
import dev.writ.client.jakarta.Enforce;
import dev.writ.client.jakarta.EnforcedInCode;
import dev.writ.client.jakarta.ResourceProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Endpoints with mistakes that must not let anybody in. */
@Path("/careless")
public class CarelessEndpoint {

  /** Says that it asks, and does not. */
  @GET
  @Path("forgetful")
  @EnforcedInCode
  public String forgetful() {
    return "secret";
  }

  /** Cannot load what the decision needs. */
  @GET
  @Path("broken/{id}")
  @Enforce(action = "orders:read", resource = "orders", id = "{id}", properties = Broken.class)
  public String broken() {
    return "secret";
  }

  /** Fails. */
  @ApplicationScoped
  public static class Broken implements ResourceProperties {
    @Override
    public CompletionStage<Map<String, Object>> of(Subject caller, String id) {
      throw new IllegalStateException("the database is away");
    }
  }
}
