package dev.writ.server.git;

import dev.writ.server.git.WebhookSecret.Proof;
import dev.writ.server.peer.Call;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Refused;
import dev.writ.server.peer.Throttle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The Git host says that something was pushed. Its call proves itself by the secret that it shares
 * with this server, and by nothing else; all it brings about is one look at the remote, so nothing
 * of its body is believed.
 */
@Path("/v1/hooks/git")
@Produces(MediaType.TEXT_PLAIN)
public class WebhookResource {
  private static final byte[] NOTHING = {};

  private final GitService git;
  private final Doorman doorman;
  private final Throttle throttle;

  WebhookResource(GitService git, Doorman doorman, Throttle throttle) {
    this.git = git;
    this.doorman = doorman;
    this.throttle = throttle;
  }

  /** Has the remote looked at. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
  public Uni<Response> pushed(byte @Nullable [] body, @Context HttpServerRequest request) {
    return git.webhook()
        .map(
            secret ->
                Uni.createFrom()
                    .item(() -> pushed(secret.get(), body == null ? NOTHING : body, request)))
        .orElseGet(() -> nothing(request));
  }

  /** Whoever may not even ask does not learn that there is no webhook. */
  private Uni<Response> nothing(HttpServerRequest request) {
    return doorman
        .admitAny(request)
        .map(
            admitted -> {
              throw new NotFoundException();
            });
  }

  private Response pushed(WebhookSecret secret, byte[] bytes, HttpServerRequest request) {
    var call = new Call(request, bytes);
    throttle.checkAddress(call);
    if (!secret.accepts(proof(request), bytes)) {
      throttle.failed(call);
      throw Refused.unauthenticated(
          "webhook-signature", "this does not prove that it comes from the Git host");
    }
    git.watch().ifPresent(GitWatch::wake);
    return Response.accepted("looking at the remote\n").build();
  }

  private static Proof proof(HttpServerRequest request) {
    return new Proof(
        request.getHeader("X-Hub-Signature-256"),
        request.getHeader("X-Gitlab-Token"),
        request.getHeader("X-Gitea-Signature"));
  }
}
