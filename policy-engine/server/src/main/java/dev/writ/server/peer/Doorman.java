package dev.writ.server.peer;

import dev.writ.engine.request.Peer;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets peers in: finds out who is calling, and whether that peer may ask for this. Everything that
 * a decision takes from a request besides its body comes from here.
 */
@Singleton
public class Doorman {
  private static final String REQUEST_ID = "X-Request-ID";
  private static final String TRACE_PARENT = "traceparent";

  private final List<Authenticator> authenticators;
  private final SubjectTokens tokens;
  private final Throttle throttle;
  private final Grants grants;
  private final RevokedSubjects revoked;
  private final Exposure exposure;
  private final Clock clock;
  private final Refused noCredentials;

  Doorman(
      @All List<Authenticator> authenticators,
      SubjectTokens tokens,
      Throttle throttle,
      Grants grants,
      RevokedSubjects revoked,
      Exposure exposure,
      Clock clock) {
    this.authenticators = List.copyOf(authenticators);
    this.noCredentials = noCredentials(authenticators);
    this.tokens = tokens;
    this.throttle = throttle;
    this.grants = grants;
    this.revoked = revoked;
    this.exposure = exposure;
    this.clock = clock;
  }

  private static Refused noCredentials(List<Authenticator> ways) {
    Refused refusal =
        Refused.unauthenticated(
            "no-credentials", "this server answers only to peers that prove who they are");
    String challenges =
        ways.stream()
            .filter(Authenticator::enabled)
            .map(Authenticator::challenge)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return challenges.isEmpty() ? refusal : refusal.challenging(challenges);
  }

  /**
   * Lets a request's peer in.
   *
   * @param body as received
   * @return who calls, or a failure with {@link Refused}
   */
  public Uni<Caller> admit(HttpServerRequest request, byte[] body, Operation operation) {
    long arrived = System.nanoTime();
    var call = new Call(request, body);
    return identify(call)
        .flatMap(
            identity ->
                grants
                    .of(identity, Set.of(operation))
                    .flatMap(grant -> admit(call, identity, grant, operation, arrived)));
  }

  private Uni<Caller> admit(
      Call call, Identity identity, Grant grant, Operation operation, long arrived) {
    require(grant.permits(operation), operation.id(), identity);
    return token(call, grant, identity)
        .map(token -> caller(call, identity, grant, operation, token, arrived));
  }

  /** Lets a peer in that may do anything at all here. */
  public Uni<Void> admitAny(HttpServerRequest request) {
    return identify(new Call(request, new byte[0]))
        .call(
            identity ->
                grants
                    .of(identity, EnumSet.allOf(Operation.class))
                    .invoke(grant -> require(grant.permitsAny(), "ask", identity)))
        .replaceWithVoid();
  }

  private static void require(boolean granted, String wish, Identity identity) {
    if (!granted) {
      throw Refused.forbidden(
              "not-granted", "this peer may not " + wish + " here: see `writ.peers`")
          .by(identity.peer());
    }
  }

  private Uni<Identity> identify(Call call) {
    throttle.checkAddress(call);
    return authenticate(call)
        .onFailure(Doorman::isUnauthenticated)
        .invoke(() -> throttle.failed(call))
        .call(identity -> throttle.admit(identity.peer(), call));
  }

  private static boolean isUnauthenticated(Throwable failure) {
    return failure instanceof Refused refusal && refusal.status() == Refused.UNAUTHENTICATED;
  }

  /** All credentials of a call must verify; the first says who it is. */
  private Uni<Identity> authenticate(Call call) {
    Uni<Identity> proven = null;
    for (Authenticator authenticator : authenticators) {
      Uni<Identity> next = authenticator.authenticate(call);
      if (next != null) {
        proven = proven == null ? next : Uni.combine().all().unis(proven, next).with(Identity::and);
      }
    }
    return proven == null ? unproven() : proven;
  }

  private Uni<Identity> unproven() {
    Peer peer = exposure.peer();
    return peer == null
        ? Uni.createFrom().failure(noCredentials)
        : Uni.createFrom().item(Identity.of(peer));
  }

  private Uni<SubjectToken> token(Call call, Grant grant, Identity identity) {
    return tokens.verify(call).invoke(token -> requireTrusted(token, grant, identity));
  }

  private static void requireTrusted(SubjectToken token, Grant grant, Identity identity) {
    if (token instanceof SubjectToken.Verified verified
        && !grant.passesTokensOf(verified.token().issuer())) {
      throw Refused.forbidden(
              "issuer-not-granted",
              "this peer may not pass tokens of this issuer: see `writ.peers`")
          .by(identity.peer());
    }
  }

  private Caller caller(
      Call call,
      Identity identity,
      Grant grant,
      Operation operation,
      SubjectToken token,
      long arrived) {
    MultiMap headers = call.request().headers();
    List<String> vouched =
        grant.serviceHeaders().stream().flatMap(name -> headers.getAll(name).stream()).toList();
    return new Caller(
        identity,
        grant,
        operation,
        token,
        vouched,
        revoked,
        clock.instant(),
        arrived,
        headers.get(REQUEST_ID),
        TraceParent.traceId(headers.get(TRACE_PARENT)));
  }
}
