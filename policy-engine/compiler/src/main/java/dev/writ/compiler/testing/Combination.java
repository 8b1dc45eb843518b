package dev.writ.compiler.testing;

import dev.writ.compiler.analysis.data.Values;
import dev.writ.compiler.document.Data;
import dev.writ.compiler.document.TestCase;
import dev.writ.compiler.document.TestCase.TestAction;
import dev.writ.compiler.document.TestCase.TestEntity;
import dev.writ.compiler.source.Located;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Peer;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.engine.request.VerifiedToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One subject, action and resource of a test case. */
record Combination(TestCase of, TestEntity subject, TestAction action, TestEntity resource) {

  private static final String ISSUER = "tests";

  /** All combinations of a case, by subject, action and resource as written. */
  static List<Combination> all(TestCase of) {
    List<Combination> all = new ArrayList<>();
    for (TestEntity subject : of.subjects()) {
      for (TestAction action : of.actions()) {
        of.resources().forEach(r -> all.add(new Combination(of, subject, action, r)));
      }
    }
    return all;
  }

  /** {@code alice refund small}: labels where there are any, else type and id. */
  String text() {
    return label(subject) + " " + action.name().value() + " " + label(resource);
  }

  /** What the peer asks; everything that the case states is the peer's statement. */
  AccessRequest request(Instant now) {
    VerifiedToken token = token();
    return new AccessRequest(
        new Subject(subject.type().value(), subject.id().value(), Values.of(subject.properties())),
        new Action(action.name().value(), Values.of(action.properties())),
        new Resource(
            resource.type().value(), resource.id().value(), Values.of(resource.properties())),
        of.context() == null ? Map.of() : Values.of(of.context()),
        service(),
        peer(),
        token,
        token != null,
        null,
        now);
  }

  private @Nullable Service service() {
    Located<String> written = of.service();
    return written == null
        ? null
        : new Service(
            Objects.requireNonNull(SpiffeId.parse(written.value())), Service.Source.CERTIFICATE);
  }

  private Peer peer() {
    TestCase.Peer peer = of.peer();
    if (peer == null) {
      return Peer.LOCAL;
    }
    Peer.Kind kind = Peer.Kind.valueOf(peer.kind().value().name());
    return peer.id() == null ? Peer.ANONYMOUS : new Peer(peer.id().value(), kind);
  }

  private @Nullable VerifiedToken token() {
    Data.Fields written = of.token();
    if (written == null) {
      return null;
    }
    Map<String, Object> claims = Values.of(written);
    Map<String, Object> properties = new HashMap<>();
    properties.put("roles", claims.getOrDefault("roles", List.of()));
    properties.put("groups", claims.getOrDefault("groups", List.of()));
    return new VerifiedToken(
        claims.get("iss") instanceof String issuer ? issuer : ISSUER,
        null,
        null,
        subject.type().value(),
        subject.id().value(),
        properties,
        claims);
  }

  private static String label(TestEntity entity) {
    return entity.label() != null
        ? entity.label()
        : entity.type().value() + ":" + entity.id().value();
  }
}
