package dev.writ.server.witness;

import dev.writ.log.checkpoint.Witness;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The witness over HTTP: C2SP's tlog-witness, for peers that may ask it. */
@Path("/v1/witness")
public class WitnessResource {
  private static final int CONFLICT = 409;

  private final WitnessService service;
  private final Doorman doorman;

  WitnessResource(WitnessService service, Doorman doorman) {
    this.service = service;
    this.doorman = doorman;
  }

  /** Cosigns a checkpoint that extends the last one of its log. */
  @POST
  @Path("add-checkpoint")
  public Uni<Response> add(byte[] body, @Context HttpServerRequest request) {
    return doorman
        .admit(request, body, Operation.WITNESS)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(caller -> service.witness().orElseThrow(NotFoundException::new))
        .map(witness -> answer(add(witness, body)));
  }

  private static Witness.Answer add(Witness witness, byte[] body) {
    try {
      return witness.add(body);
    } catch (IOException e) {
      throw new UncheckedIOException("a checkpoint could not be remembered", e);
    }
  }

  private static Response answer(Witness.Answer answer) {
    String type =
        answer.status() == CONFLICT ? "text/x.tlog.size" : MediaType.TEXT_PLAIN + ";charset=UTF-8";
    return Response.status(answer.status()).type(type).entity(answer.text()).build();
  }
}
