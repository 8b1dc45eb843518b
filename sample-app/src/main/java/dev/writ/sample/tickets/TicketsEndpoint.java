package dev.writ.sample.tickets;

import dev.writ.client.jakarta.Enforce;
import dev.writ.client.jakarta.EnforcedInCode;
import dev.writ.client.jakarta.Enforcer;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tickets over HTTP. */
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsEndpoint {

  @Inject Tickets tickets;
  @Inject Enforcer enforcer;

  @GET
  @EnforcedInCode
  public List<Ticket> list() {
    return enforcer.permitted("tickets:read", tickets.store().all(), Ticket::asResource);
  }

  @POST
  @EnforcedInCode
  @Consumes(MediaType.APPLICATION_JSON)
  public Ticket create(@Valid Message question) {
    Ticket ticket = Ticket.open(tickets.store().newId(), enforcer.caller().id(), question.text());
    enforcer.require("tickets:create", ticket.asResource());
    return tickets.store().put(ticket.id(), ticket);
  }

  @GET
  @Path("{id}")
  @NonBlocking
  @Enforce(action = "tickets:read", resource = "tickets", id = "{id}", properties = Tickets.class)
  public Ticket read(String id) {
    return tickets.store().find(id).orElseThrow(NotFoundException::new);
  }

  @POST
  @Path("{id}/comments")
  @Enforce(
      action = "tickets:comment",
      resource = "tickets",
      id = "{id}",
      properties = Tickets.class)
  @Consumes(MediaType.APPLICATION_JSON)
  public Ticket comment(String id, @Valid Message comment) {
    return tickets
        .store()
        .change(id, ticket -> ticket.with(comment.text()))
        .orElseThrow(NotFoundException::new);
  }

  @POST
  @Path("{id}/close")
  @Enforce(action = "tickets:close", resource = "tickets", id = "{id}", properties = Tickets.class)
  public Ticket close(String id) {
    return tickets.store().change(id, Ticket::closed).orElseThrow(NotFoundException::new);
  }
}
