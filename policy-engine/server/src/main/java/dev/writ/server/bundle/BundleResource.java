package dev.writ.server.bundle;

import dev.writ.server.config.BundleConfig;
import dev.writ.server.peer.Doorman;
import dev.writ.server.peer.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current signed bundle. With {@code If-None-Match}, only another one; and with {@code Prefer:
 * wait} (RFC 7240), as soon as there is another one.
 */
@Path("/v1/bundle")
public class BundleResource {
  private static final byte[] NOTHING = {};
  private static final String TYPE = "application/vnd.writ.bundle";

  private final BundleService service;
  private final BundleConfig configuration;
  private final Doorman doorman;
  private final Clock clock;
  private final Counter sent;
  private final Counter unchanged;

  BundleResource(
      BundleService service,
      BundleConfig configuration,
      Doorman doorman,
      Clock clock,
      MeterRegistry meters) {
    this.service = service;
    this.configuration = configuration;
    this.doorman = doorman;
    this.clock = clock;
    sent = answers(meters, "sent");
    unchanged = answers(meters, "unchanged");
  }

  private static Counter answers(MeterRegistry meters, String result) {
    return Counter.builder("writ.bundle.fetches")
        .description("answers to requests for the bundle, by result")
        .tag("result", result)
        .register(meters);
  }

  /** The bundle. */
  @GET
  public Uni<Response> current(
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
      @HeaderParam("Prefer") List<String> preferences,
      @Context HttpServerRequest request) {
    return doorman
        .admit(request, NOTHING, Operation.FETCH_BUNDLE)
        .flatMap(caller -> answer(known, Wish.toWait(preferences)));
  }

  private Uni<Response> answer(@Nullable String known, Optional<Duration> wish) {
    if (service.desk().isEmpty()) {
      return text(404, "this server signs no bundles: see `writ.bundle.key-files`");
    }
    BundleDesk desk = service.desk().get();
    Issued current = desk.current();
    if (current == null || clock.instant().isAfter(current.notAfter())) {
      return text(503, "there is no bundle at the moment: see the server's log");
    }
    if (!current.isAmong(known)) {
      return Uni.createFrom().item(whole(current).build());
    }
    return wish.isEmpty() || !desk.hasPlace()
        ? Uni.createFrom().item(same(current).build())
        : await(desk, current, shorter(wish.get()));
  }

  private Duration shorter(Duration wish) {
    Duration longest = configuration.longestWait();
    return wish.compareTo(longest) < 0 ? wish : longest;
  }

  private Uni<Response> await(BundleDesk desk, Issued current, Duration patience) {
    return desk.another(current.tag(), patience)
        .map(found -> found.map(this::whole).orElseGet(() -> same(current)))
        .map(answer -> answer.header("Preference-Applied", "wait=" + patience.toSeconds()).build());
  }

  private ResponseBuilder whole(Issued bundle) {
    sent.increment();
    return Response.ok(bundle.bytes(), TYPE).header(HttpHeaders.ETAG, bundle.tag());
  }

  private ResponseBuilder same(Issued bundle) {
    unchanged.increment();
    return Response.notModified().header(HttpHeaders.ETAG, bundle.tag());
  }

  private static Uni<Response> text(int status, String message) {
    var type = "text/plain;charset=UTF-8";
    return Uni.createFrom().item(Response.status(status).type(type).entity(message + "\n").build());
  }
}
