package dev.writ.sample.signin;

import dev.writ.client.Subject;
import dev.writ.client.jakarta.Callers;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Callers as Quarkus authenticated them. With a token, the shop says nothing of their roles: the
 * decision point verifies the token and reads them there.
 */
@ApplicationScoped
public class SignedInCallers implements Callers {

  @Inject SecurityIdentity identity;

  @ConfigProperty(name = "shop.demo")
  boolean demo;

  @Override
  public Optional<Subject> caller(SecurityContext security) {
    if (identity.isAnonymous()) {
      return Optional.empty();
    }
    if (identity.getPrincipal() instanceof JsonWebToken person) {
      String token = identity.getCredential(AccessTokenCredential.class).getToken();
      return Optional.of(Subject.of("user", person.getSubject()).withToken(token));
    }
    return Optional.of(
        Subject.of("user", identity.getPrincipal().getName())
            .withRoles(identity.getRoles().stream().sorted().toList()));
  }

  @Override
  public String challenge() {
    return (demo ? "Basic" : "Bearer") + " realm=\"shop\"";
  }
}
