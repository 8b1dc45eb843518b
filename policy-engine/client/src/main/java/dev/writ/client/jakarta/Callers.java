package dev.writ.client.jakarta;

import dev.writ.client.Subject;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/**
 * Who calls the application, as its own authentication found out. The application has exactly one
 * such CDI bean, for it alone knows what its identities are.
 */
public interface Callers {

  /** The authenticated caller; empty for one without an identity, who gets 401. */
  Optional<Subject> caller(SecurityContext security);

  /** How to sign in, as the value of {@code WWW-Authenticate} (RFC 9110, section 11.6.1). */
  String challenge();
}
