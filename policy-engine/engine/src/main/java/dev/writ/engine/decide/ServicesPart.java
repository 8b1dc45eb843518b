package dev.writ.engine.decide;

import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.request.Service;
import dev.writ.engine.value.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** {@code services}: the service's verified ID matches one; false without a verified ID. */
record ServicesPart(List<ServicePattern> patterns) implements Part {

  @Override
  public String name() {
    return "services";
  }

  @Override
  public String text() {
    return patterns.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  @Override
  public Outcome test(Session session) {
    Service service = session.facts().request().service();
    return Outcome.of(service != null && matchesAny(service));
  }

  private boolean matchesAny(Service service) {
    for (ServicePattern pattern : patterns) {
      if (pattern.matches(service.id())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String actual(Session session) {
    Service service = session.facts().request().service();
    return service == null ? "no verified service" : "service is `" + service.id() + "`";
  }
}
