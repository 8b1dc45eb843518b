package dev.writ.server.peer;

import dev.writ.engine.request.Service;
import dev.writ.engine.request.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What policies get to see of what a request states.
 *
 * @param subject without the roles and groups that its peer may not state
 * @param verified whether the subject's id comes from a token or a certificate
 * @param service the workload whose call is authorised, or null
 * @param dropped what was stated and is not believed, as paths such as {@code subject.roles[admin]}
 */
public record Believed(
    Subject subject, boolean verified, @Nullable Service service, List<String> dropped) {
  public Believed {
    dropped = List.copyOf(dropped);
  }
}
