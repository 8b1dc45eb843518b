package dev.writ.server.revocation;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.authzen.json.Members;
import dev.writ.authzen.json.StrictJson;
import dev.writ.server.config.RevocationConfig;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import dev.writ.server.revocation.Change.Reinstate;
import dev.writ.server.revocation.Change.Revoke;
import dev.writ.server.revocation.Revocation.Target;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Revoke, take back, and the whole list for those that enforce it elsewhere. */
@Path("/v1/revocations")
@Produces(MediaType.APPLICATION_JSON)
public class RevocationResource {
  private static final Logger LOG = Logger.getLogger(RevocationResource.class);
  private static final int LONGEST = 512;
  private static final byte[] NOTHING = {};

  private final RevocationList list;
  private final Revoker revoker;
  private final RevocationConfig configuration;
  private final Doorman doorman;

  /** Versions count from the start of this process, so a tag must name the process as well. */
  private final String process = UUID.randomUUID().toString();

  RevocationResource(
      RevocationList list, Revoker revoker, RevocationConfig configuration, Doorman doorman) {
    this.list = list;
    this.revoker = revoker;
    this.configuration = configuration;
    this.doorman = doorman;
  }

  /** Revokes, or changes a revocation. */
  @PUT
  @Path("{kind}/{value: .+}")
  public Uni<Response> revoke(
      @PathParam("kind") String kind,
      @PathParam("value") String value,
      @QueryParam("issuer") @Nullable String issuer,
      byte @Nullable [] body,
      @Context HttpServerRequest request) {
    byte[] bytes = body == null ? NOTHING : body;
    return doorman
        .admit(request, bytes, Operation.REVOKE)
        .flatMap(
            caller -> {
              requireWhole(request);
              Revocation entry = entry(target(kind, issuer, value), bytes, caller.now());
              note("revoked", entry.target(), caller);
              return revoker.apply(new Revoke(entry));
            })
        .replaceWith(() -> Response.noContent().build());
  }

  /** Takes a revocation back. */
  @DELETE
  @Path("{kind}/{value: .+}")
  public Uni<Response> reinstate(
      @PathParam("kind") String kind,
      @PathParam("value") String value,
      @QueryParam("issuer") @Nullable String issuer,
      @Context HttpServerRequest request) {
    return doorman
        .admit(request, NOTHING, Operation.REVOKE)
        .invoke(() -> requireWhole(request))
        .flatMap(caller -> reinstate(target(kind, issuer, value), caller));
  }

  /** The framework cuts a segment at a semicolon: what is left would name something else. */
  private static void requireWhole(HttpServerRequest request) {
    if (String.valueOf(request.path()).indexOf(';') >= 0) {
      throw new InvalidRequest("write a semicolon in the path as `%3B`");
    }
  }

  private Uni<Response> reinstate(Target target, Caller caller) {
    if (list.fileContains(target)) {
      return text(409, "this is revoked by the file `writ.revocations.file`: take it out there");
    }
    if (!list.contains(target)) {
      return text(404, "this is not revoked");
    }
    note("reinstated", target, caller);
    return revoker.apply(new Reinstate(target)).replaceWith(() -> Response.noContent().build());
  }

  /** Everything that is revoked; with {@code If-None-Match}, only if it changed. */
  @GET
  public Uni<Response> all(
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
      @Context HttpServerRequest request) {
    return doorman
        .admit(request, NOTHING, Operation.FETCH_BUNDLE)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(caller -> all(known, caller.now()));
  }

  private Response all(@Nullable String known, Instant now) {
    String tag = "\"" + process + "-" + list.version() + "\"";
    if (tag.equals(known)) {
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    byte[] json =
        JsonWriter.bytes(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("revocations");
              for (Revocation entry : list.all().filter(e -> now.isBefore(e.until())).toList()) {
                RevocationJson.write(out, entry);
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return Response.ok(json).header(HttpHeaders.ETAG, tag).build();
  }

  @ServerExceptionMapper
  Response unavailable(RevocationStore.Unavailable problem) {
    return answer(503, String.valueOf(problem.getMessage()));
  }

  private Revocation entry(Target target, byte[] body, Instant now) {
    Members members =
        body.length == 0 ? Members.of(java.util.Map.of()) : Members.of(StrictJson.readObject(body));
    Instant until = RevocationJson.optionalTime(members, "until");
    if (until != null && !now.isBefore(until)) {
      throw new InvalidRequest("`until` lies in the past");
    }
    return new Revocation(
        target,
        RevocationStore.until(until, now, configuration),
        RevocationJson.optionalTime(members, "issued_before"),
        checked("reason", RevocationJson.reason(members)));
  }

  private static Target target(String kind, @Nullable String issuer, String value) {
    return new Target(
        Kind.of(kind).orElseThrow(() -> RevocationJson.unknown(kind)),
        issuer == null ? null : checked("issuer", issuer),
        checked("value", value));
  }

  private static String checked(String name, String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidRequest(
          "`" + name + "` is longer than 512 characters or has control characters");
    }
    return text;
  }

  /** Who took what back is worth a line; a token's id is no token. */
  private static void note(String what, Target target, Caller caller) {
    LOG.infof(
        "%s by `%s`: %s `%s` of %s",
        what,
        caller.peer().id(),
        target.kind().id(),
        target.value(),
        target.issuer() == null ? "any issuer" : "`" + target.issuer() + "`");
  }

  private static Uni<Response> text(int status, String message) {
    return Uni.createFrom().item(answer(status, message));
  }

  private static Response answer(int status, String message) {
    return Response.status(status).type("text/plain;charset=UTF-8").entity(message + "\n").build();
  }
}
