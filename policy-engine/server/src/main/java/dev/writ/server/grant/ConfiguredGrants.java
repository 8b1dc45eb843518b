package dev.writ.server.grant;

import dev.writ.engine.request.Peer;
import dev.writ.server.config.WritConfig;
import dev.writ.server.grant.ServiceField.Header;
import dev.writ.server.peer.Grant;
import dev.writ.server.peer.Grants;
import dev.writ.server.peer.Identity;
import dev.writ.server.peer.Operation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code writ.peers} grants, and the policies, where the operator lets them. */
@Singleton
public class ConfiguredGrants implements Grants {
  private final List<PeerEntry> entries;
  private final PolicyGrants policies;

  ConfiguredGrants(WritConfig configuration, PolicyGrants policies) {
    this.policies = policies;
    entries =
        configuration.peers().entrySet().stream()
            .map(entry -> new EntryReader(entry.getKey(), entry.getValue()).read())
            .toList();
  }

  /** What a program on this machine may do where no credentials are asked for. */
  public static Grant local() {
    return new PeerGrant(Identity.of(Peer.LOCAL), Rights.UNAUTHENTICATED);
  }

  /** Policies are asked about what the configuration does not grant, and only about that. */
  @Override
  public Uni<Grant> of(Identity identity, Set<Operation> wishes) {
    Rights rights =
        switch (identity.peer().kind()) {
          case LOCAL, NONE -> Rights.UNAUTHENTICATED;
          case MTLS, TOKEN, SIGNATURE -> granted(identity);
        };
    Set<Operation> open = new TreeSet<>(wishes);
    open.removeAll(rights.operations());
    return policies
        .allowed(identity, open)
        .map(more -> new PeerGrant(identity, more.isEmpty() ? rights : rights.and(more)));
  }

  @Override
  public Set<String> serviceHeaders() {
    return entries.stream()
        .flatMap(entry -> entry.rights().serviceFields().stream())
        .filter(Header.class::isInstance)
        .map(field -> ((Header) field).name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Rights granted(Identity identity) {
    Rights rights = Rights.NONE;
    for (PeerEntry entry : entries) {
      if (entry.recognises(identity)) {
        rights = rights == Rights.NONE ? entry.rights() : rights.and(entry.rights());
      }
    }
    return rights;
  }
}
