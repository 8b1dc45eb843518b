package dev.writ.sample.people;

import dev.writ.client.Resource;
import dev.writ.client.jakarta.EnforcedInCode;
import dev.writ.client.jakarta.Enforcer;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The caller's own profile, whose id is in no path. */
@Path("/profile")
@Produces(MediaType.APPLICATION_JSON)
@EnforcedInCode
public class ProfileEndpoint {

  @Inject People people;
  @Inject Enforcer enforcer;

  @GET
  public Person read() {
    Resource profile = own();
    enforcer.require("profile:read", profile);
    return people.find(profile.id()).orElseThrow(NotFoundException::new);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Person update(@Valid Person changed) {
    Resource profile = own();
    enforcer.require("profile:update", profile);
    return people.put(profile.id(), changed);
  }

  private Resource own() {
    return Resource.of("profile", enforcer.caller().id());
  }
}
