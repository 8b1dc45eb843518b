package dev.writ.sample.payments;

import dev.writ.client.jakarta.Enforce;
import dev.writ.client.jakarta.EnforcedInCode;
import dev.writ.client.jakarta.Enforcer;
import dev.writ.sample.orders.Order;
import dev.writ.sample.orders.Orders;
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

/** Payments over HTTP. */
@Path("/payments")
@Produces(MediaType.APPLICATION_JSON)
public class PaymentsEndpoint {

  @Inject Payments payments;
  @Inject Orders orders;
  @Inject Enforcer enforcer;
  @Inject Bookkeeping bookkeeping;

  /** Pays in the name of the order's owner, so that the decision is about whose money it is. */
  @POST
  @EnforcedInCode
  @Consumes(MediaType.APPLICATION_JSON)
  public Payment create(@Valid NewPayment wanted) {
    Order order = orders.find(wanted.orderId()).orElseThrow(NotFoundException::new);
    Payment payment =
        new Payment(
            payments.store().newId(),
            order.id(),
            order.ownerId(),
            order.total(),
            "EUR",
            wanted.country(),
            "paid");
    enforcer.require("payments:create", payment.asResource());
    return payments.store().put(payment.id(), payment);
  }

  @GET
  @Path("{id}")
  @NonBlocking
  @Enforce(
      action = "payments:read",
      resource = "payments",
      id = "{id}",
      properties = Payments.class)
  public Payment read(String id) {
    return payments.store().find(id).orElseThrow(NotFoundException::new);
  }

  /** How the ledger booked it, for those who may read both. */
  @GET
  @Path("{id}/booking")
  @Enforce(
      action = "payments:read",
      resource = "payments",
      id = "{id}",
      properties = Payments.class)
  public String booking(String id) {
    return bookkeeping.entry(id);
  }

  @POST
  @Path("{id}/refund")
  @Enforce(
      action = "payments:refund",
      resource = "payments",
      id = "{id}",
      properties = Payments.class)
  public Payment refund(String id) {
    return become(id, "refunded");
  }

  @POST
  @Path("{id}/settle")
  @Enforce(
      action = "payments:settle",
      resource = "payments",
      id = "{id}",
      properties = Payments.class)
  public Payment settle(String id) {
    return become(id, "settled");
  }

  private Payment become(String id, String status) {
    return payments
        .store()
        .change(id, payment -> payment.withStatus(status))
        .orElseThrow(NotFoundException::new);
  }
}
