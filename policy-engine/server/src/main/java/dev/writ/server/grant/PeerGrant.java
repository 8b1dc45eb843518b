package dev.writ.server.grant;

import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.pattern.SubjectPattern.InAnyGroup;
import dev.writ.engine.pattern.SubjectPattern.InGroup;
import dev.writ.engine.pattern.SubjectPattern.OfType;
import dev.writ.engine.pattern.SubjectPattern.One;
import dev.writ.engine.request.Service;
import dev.writ.engine.request.Service.Source;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;
import dev.writ.server.peer.Believed;
import dev.writ.server.peer.Grant;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Operation;
import dev.writ.server.peer.Refused;
import dev.writ.server.peer.Stated;
import dev.writ.server.peer.SubjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is granted to one peer, who may always ask about itself. */
record PeerGrant(Identity identity, Rights rights) implements Grant {

  @Override
  public boolean permits(Operation operation) {
    return rights.operations().contains(operation)
        || (operation == Operation.EVALUATE && identity.self() != null);
  }

  @Override
  public boolean permitsAny() {
    return !rights.operations().isEmpty();
  }

  @Override
  public boolean passesTokensOf(String issuer) {
    return rights.issuers().contains(issuer);
  }

  @Override
  public List<String> serviceHeaders() {
    return rights.serviceFields().stream()
        .filter(ServiceField.Header.class::isInstance)
        .map(field -> ((ServiceField.Header) field).name())
        .toList();
  }

  @Override
  public Believed believe(Stated stated) {
    boolean self = isSelf(stated.subject());
    if (!namesService(stated)) {
      throw refusal(
          "service-unreadable", "the id of a subject of type `service` must be a SPIFFE ID");
    }
    if (!self) {
      requireGranted(stated);
    }
    var names = StatedNames.of(stated.subject(), rights);
    boolean verified = self || stated.caller().token() != null;
    return new Believed(names.subject(), verified, service(stated), names.dropped());
  }

  private boolean isSelf(Subject subject) {
    SubjectName self = identity.self();
    return self != null && self.names(subject);
  }

  private void requireGranted(Stated stated) {
    if (!rights.operations().contains(stated.caller().operation())) {
      throw refusal("not-granted", "this peer may ask about itself only: see `writ.peers`");
    }
    if (!rights.resources().contains(stated.resourceType())) {
      throw refusal("resource-not-granted", "this peer may not ask about resources of this type");
    }
    if (stated.caller().token() == null && !speaksAbout(stated)) {
      throw refusal(
          "subject-not-granted", "this peer may not speak about this subject without its token");
    }
  }

  private Refused refusal(String code, String message) {
    return Refused.forbidden(code, message).by(identity.peer());
  }

  private static boolean namesService(Stated stated) {
    Subject subject = stated.subject();
    return stated.everySubject()
        || !subject.type().equals(SubjectName.SERVICE)
        || SpiffeId.parse(subject.id()) != null;
  }

  private boolean speaksAbout(Stated stated) {
    Subject subject = stated.subject();
    if (stated.everySubject()) {
      return rights.subjects().contains(new OfType(subject.type()));
    }
    if (subject.type().equals(SubjectName.SERVICE)) {
      SpiffeId id = SpiffeId.parse(subject.id());
      return id != null && rights.services().any(pattern -> pattern.matches(id));
    }
    return rights.subjects().any(pattern -> includes(pattern, subject));
  }

  private static boolean includes(SubjectPattern pattern, Subject subject) {
    return switch (pattern) {
      case One one -> one.type().equals(subject.type()) && one.id().equals(subject.id());
      case OfType all -> all.type().equals(subject.type());
      case InGroup group -> false;
      case InAnyGroup group -> false;
    };
  }

  /**
   * The workload whose call is authorised: the one that the peer vouches for, where it is one that
   * does; it never stands in for one that it forgot to name. Any other peer is that workload.
   */
  private @Nullable Service service(Stated stated) {
    if (rights.serviceFields().isEmpty()) {
      return identity.service();
    }
    List<Object> named = named(stated);
    return named.isEmpty() ? null : new Service(vouched(named), Source.VOUCHED);
  }

  private List<Object> named(Stated stated) {
    List<Object> named = new ArrayList<>(stated.caller().vouched());
    for (ServiceField field : rights.serviceFields()) {
      if (field instanceof ServiceField.Context member) {
        Object value = stated.context().get(member.name());
        if (value != null) {
          named.add(value);
        }
      }
    }
    return named;
  }

  private SpiffeId vouched(List<Object> named) {
    SpiffeId id =
        named.size() == 1 && named.getFirst() instanceof String text ? SpiffeId.parse(text) : null;
    if (id == null) {
      throw refusal(
          "service-unreadable", "the service that this peer vouches for is not one SPIFFE ID");
    }
    if (!rights.services().any(pattern -> pattern.matches(id))) {
      throw refusal(
          "service-not-granted", "this peer may not vouch for this service: see `writ.peers`");
    }
    return id;
  }
}
