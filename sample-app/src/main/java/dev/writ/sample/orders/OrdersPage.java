package dev.writ.sample.orders;

import dev.writ.client.Answered;
import dev.writ.client.jakarta.AccessDeniedException;
import dev.writ.client.jakarta.EnforcedInCode;
import dev.writ.client.jakarta.Enforcer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** One's orders, with a button for each thing that one may do. */
@Path("/web")
@Produces(MediaType.TEXT_HTML)
@EnforcedInCode
public class OrdersPage {

  private static final URI LIST = URI.create("/web/orders");

  @Inject Orders orders;
  @Inject Enforcer enforcer;
  @Inject SecurityIdentity identity;

  /** The templates. */
  @CheckedTemplate
  static class Templates {
    static native TemplateInstance orders(String name, List<Line> lines);

    static native TemplateInstance refused(String name, String reason);
  }

  @GET
  @Path("orders")
  public TemplateInstance list() {
    List<Order> mine = enforcer.permitted("orders:read", orders.store().all(), Order::asResource);
    List<Order> cancellable = enforcer.permitted("orders:cancel", mine, Order::asResource);
    List<Order> returnable = enforcer.permitted("orders:return", mine, Order::asResource);
    return Templates.orders(
        name(),
        mine.stream()
            .map(order -> new Line(order, cancellable.contains(order), returnable.contains(order)))
            .toList());
  }

  @POST
  @Path("orders/{id}/cancel")
  public Response cancel(String id) {
    return become(id, "orders:cancel", Status.CANCELLED);
  }

  @POST
  @Path("orders/{id}/return")
  public Response giveBack(String id) {
    return become(id, "orders:return", Status.RETURNED);
  }

  private Response become(String id, String action, Status status) {
    Order order = orders.find(id).orElseThrow(NotFoundException::new);
    try {
      enforcer.require(action, order.asResource());
    } catch (AccessDeniedException denied) {
      return refused(denied);
    }
    orders.store().change(id, present -> present.withStatus(status));
    return Response.seeOther(LIST).build();
  }

  private Response refused(AccessDeniedException denied) {
    String reason =
        denied.decision() instanceof Answered answered
            ? answered.reason().orElse("No rule allows it.")
            : "This could not be decided; try again later.";
    return Response.status(Response.Status.FORBIDDEN)
        .entity(Templates.refused(name(), reason))
        .build();
  }

  private String name() {
    return identity.getPrincipal().getName();
  }
}
