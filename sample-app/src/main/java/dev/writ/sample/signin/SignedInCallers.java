package dev.writ.sample.signin;

import dev.writ.client.Subject;
import dev.writ.client.jakarta.Callers;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** Callers as Quarkus authenticated them, with the roles that it knows of. */
@ApplicationScoped
public class SignedInCallers implements Callers {

  @Inject SecurityIdentity identity;

  @Override
  public Optional<Subject> caller(SecurityContext security) {
    if (identity.isAnonymous()) {
      return Optional.empty();
    }
    return Optional.of(
        Subject.of("user", identity.getPrincipal().getName())
            .withRoles(identity.getRoles().stream().sorted().toList()));
  }

  @Override
  public String challenge() {
    return "Basic realm=\"shop\"";
  }
}
