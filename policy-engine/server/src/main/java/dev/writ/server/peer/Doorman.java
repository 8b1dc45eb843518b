package dev.writ.server.peer;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Lets peers in: finds out who is calling, and whether that peer may ask for this. Everything that
 * a decision takes from a request besides its body comes from here.
 */
@Singleton
public class Doorman {
  private static final String REQUEST_ID = "X-Request-ID";
  private static final String TRACE_PARENT = "traceparent";

  private final List<Authenticator> authenticators;
  private final Exposure exposure;
  private final Clock clock;

  Doorman(@All List<Authenticator> authenticators, Exposure exposure, Clock clock) {
    this.authenticators = List.copyOf(authenticators);
    this.exposure = exposure;
    this.clock = clock;
  }

  /**
   * Lets a request's peer in.
   *
   * @param body as received
   * @return who calls, or a failure with {@link Refused}
   */
  public Uni<Caller> admit(HttpServerRequest request, byte[] body, Operation operation) {
    long arrived = System.nanoTime();
    return identify(new Call(request, body)).map(identity -> caller(identity, request, arrived));
  }

  private Uni<Identity> identify(Call call) {
    for (Authenticator authenticator : authenticators) {
      Uni<Identity> identity = authenticator.authenticate(call);
      if (identity != null) {
        return identity;
      }
    }
    return Uni.createFrom().item(Identity.of(exposure.peer()));
  }

  private Caller caller(Identity identity, HttpServerRequest request, long arrived) {
    return new Caller(
        identity,
        null,
        clock.instant(),
        arrived,
        request.getHeader(REQUEST_ID),
        TraceParent.traceId(request.getHeader(TRACE_PARENT)));
  }
}
