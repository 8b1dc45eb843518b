package dev.writ.server.ship;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.log.checkpoint.InvalidNoteException;
import dev.writ.log.checkpoint.VerifierKey;
import dev.writ.log.ship.InvalidShipment;
import dev.writ.log.ship.Shipment;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Agents ship their logs here: each answer says how many entries of the log have arrived. */
@Path("/v1/log")
public class ShipResource {
  private static final String TEXT = "text/plain;charset=UTF-8";

  private final ShippedLogs logs;
  private final Doorman doorman;

  ShipResource(ShippedLogs logs, Doorman doorman) {
    this.logs = logs;
    this.doorman = doorman;
  }

  /** Takes a shipment of the log with this key; one without entries only asks. */
  @POST
  @Consumes(Shipment.TYPE)
  public Uni<Response> ship(
      @HeaderParam("Writ-Log-Key") @Nullable String key,
      byte[] body,
      @Context HttpServerRequest request) {
    return doorman
        .admit(request, body, Operation.SHIP_LOG)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(caller -> take(key, body, caller));
  }

  private Response take(@Nullable String key, byte[] body, Caller caller) {
    if (!logs.keeps()) {
      return answer(404, "this server keeps no logs: set `writ.data`");
    }
    if (key == null) {
      throw new InvalidRequest("the header `Writ-Log-Key` is missing");
    }
    try {
      long size = logs.take(VerifierKey.parse(key), caller.peer().id(), Shipment.decode(body));
      return answer(200, Long.toString(size));
    } catch (Mismatch e) {
      return answer(409, String.valueOf(e.getMessage()));
    } catch (InvalidShipment | InvalidNoteException e) {
      throw new InvalidRequest(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response answer(int status, String text) {
    return Response.status(status).type(TEXT).entity(text + "\n").build();
  }
}
