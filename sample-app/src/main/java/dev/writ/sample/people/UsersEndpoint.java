package dev.writ.sample.people;

import dev.writ.client.jakarta.Enforce;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Accounts, for those who look after them. */
@Path("/users/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Enforce(action = "users:read", resource = "users", id = "{id}")
public class UsersEndpoint {

  @Inject People people;

  @GET
  public Uni<Person> read(String id) {
    return Uni.createFrom().item(() -> people.find(id).orElseThrow(NotFoundException::new));
  }
}
