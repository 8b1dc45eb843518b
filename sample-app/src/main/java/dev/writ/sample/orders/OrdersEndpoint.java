package dev.writ.sample.orders;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Orders over HTTP. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrdersEndpoint {

  @Inject Orders orders;
  @Inject Catalogue catalogue;
  @Inject Enforcer enforcer;

  /** Those that the caller may read; one question for all of them. */
  @GET
  @EnforcedInCode
  public List<Order> list() {
    return enforcer.permitted("orders:read", orders.store().all(), Order::asResource);
  }

  @GET
  @Path("{id}")
  @NonBlocking
  @Enforce(action = "orders:read", resource = "orders", id = "{id}", properties = Orders.class)
  public Order read(String id) {
    return orders.find(id).orElseThrow(NotFoundException::new);
  }

  /** Whether it may be placed depends on its total, which only this method knows. */
  @POST
  @EnforcedInCode
  @Consumes(MediaType.APPLICATION_JSON)
  public Order create(@Valid NewOrder wanted) {
    Order order =
        Order.open(
            orders.store().newId(),
            enforcer.caller().id(),
            wanted.items(),
            catalogue.total(wanted.items()));
    enforcer.require("orders:create", order.asResource());
    return orders.store().put(order.id(), order);
  }

  @PUT
  @Path("{id}")
  @Enforce(action = "orders:update", resource = "orders", id = "{id}", properties = Orders.class)
  @Consumes(MediaType.APPLICATION_JSON)
  public Order update(String id, @Valid NewOrder wanted) {
    var total = catalogue.total(wanted.items());
    return orders
        .store()
        .change(id, order -> order.withItems(wanted.items(), total))
        .orElseThrow(NotFoundException::new);
  }

  @POST
  @Path("{id}/cancel")
  @Enforce(action = "orders:cancel", resource = "orders", id = "{id}", properties = Orders.class)
  public Order cancel(String id) {
    return become(id, Status.CANCELLED);
  }

  @POST
  @Path("{id}/return")
  @Enforce(action = "orders:return", resource = "orders", id = "{id}", properties = Orders.class)
  public Order giveBack(String id) {
    return become(id, Status.RETURNED);
  }

  private Order become(String id, Status status) {
    return orders
        .store()
        .change(id, order -> order.withStatus(status))
        .orElseThrow(NotFoundException::new);
  }
}
