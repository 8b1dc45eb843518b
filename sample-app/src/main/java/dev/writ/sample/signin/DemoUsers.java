package dev.writ.sample.signin;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Users to try the shop out with, by HTTP Basic, where {@code shop.demo} asks for them. Their
 * passwords are their names, so the shop then starts on this machine only.
 */
@ApplicationScoped
public class DemoUsers implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
  private static final Map<String, String> ROLES =
      Map.of("alice", "customer", "bob", "customer", "carol", "support", "dave", "admin");

  private final boolean present;

  DemoUsers(@ConfigProperty(name = "shop.demo") boolean present) {
    this.present = present;
  }

  void check(
      @Observes StartupEvent event, @ConfigProperty(name = "quarkus.http.host") String host) {
    if (present && !LOOPBACK.contains(host)) {
      throw new IllegalStateException(
          "others can reach `"
              + host
              + "`, and know the demo users' passwords; set `quarkus.http.host` to `127.0.0.1`");
    }
  }

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    String name = request.getUsername();
    String role = ROLES.get(name);
    if (!present || role == null || !name.equals(new String(request.getPassword().getPassword()))) {
      return Uni.createFrom().failure(new AuthenticationFailedException());
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(role)
                .build());
  }
}
