package dev.writ.server.grant;

import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.server.config.WritConfig;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Operation;
import dev.writ.server.peer.SubjectName;
import dev.writ.server.policy.Policies;
import dev.writ.server.policy.PolicyState;
import dev.writ.server.policy.PolicyState.Serving;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the policies allow peers to do here, where the operator lets them: the peer is the subject,
 * the operation the action, and this server the resource.
 */
@Singleton
class PolicyGrants {
  private static final Resource SERVER = new Resource("writ", "pdp");

  private final boolean asked;
  private final Supplier<PolicyState> policies;
  private final Clock clock;

  @Inject
  PolicyGrants(WritConfig configuration, Policies policies, Clock clock) {
    this(configuration.grantsByPolicy(), policies::current, clock);
  }

  PolicyGrants(boolean asked, Supplier<PolicyState> policies, Clock clock) {
    this.asked = asked;
    this.policies = policies;
    this.clock = clock;
  }

  /** Whether the policies allow it; never to a peer that is no subject. */
  boolean permit(Identity identity, Operation operation) {
    return asked
        && identity.self() != null
        && policies.get() instanceof Serving serving
        && serving.engine().decide(request(identity, identity.self(), operation)).allowed();
  }

  private AccessRequest request(Identity identity, SubjectName self, Operation operation) {
    return new AccessRequest(
        new Subject(self.type(), self.id()),
        new Action(operation.id()),
        SERVER,
        Map.of(),
        identity.service(),
        identity.peer(),
        null,
        true,
        null,
        clock.instant());
  }
}
