package dev.writ.server.grant;

import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.server.peer.Operation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a configuration grants.
 *
 * @param operations what may be asked for
 * @param subjects about whom, where no verified token says who it is
 * @param resources about which types of resources
 * @param services for which workloads it may vouch
 * @param serviceFields where it may name the workload whose call it asks about
 * @param roles by type of subject, the roles that it may state
 * @param groups likewise
 * @param issuers whose tokens of subjects it may pass
 */
record Rights(
    Set<Operation> operations,
    Allowed<SubjectPattern> subjects,
    Allowed<String> resources,
    Allowed<ServicePattern> services,
    Set<ServiceField> serviceFields,
    Map<String, Allowed<String>> roles,
    Map<String, Allowed<String>> groups,
    Allowed<String> issuers) {
  /** For any type of subject. */
  private static final String ANY_TYPE = "*";

  static final Rights NONE =
      new Rights(
          Set.of(),
          Allowed.nothing(),
          Allowed.nothing(),
          Allowed.nothing(),
          Set.of(),
          Map.of(),
          Map.of(),
          Allowed.nothing());

  /**
   * Where no credentials are asked for: everything about everybody, but neither logs nor
   * revocations nor cosignatures, and no identity from headers.
   */
  static final Rights UNAUTHENTICATED =
      new Rights(
          EnumSet.complementOf(
              EnumSet.of(
                  Operation.READ_LOG, Operation.SHIP_LOG, Operation.REVOKE, Operation.WITNESS)),
          Allowed.all(),
          Allowed.all(),
          Allowed.all(),
          Set.of(),
          Map.of(ANY_TYPE, Allowed.all()),
          Map.of(ANY_TYPE, Allowed.all()),
          Allowed.all());

  Rights {
    operations = Set.copyOf(operations);
    serviceFields = Set.copyOf(serviceFields);
    roles = Map.copyOf(roles);
    groups = Map.copyOf(groups);
  }

  Allowed<String> rolesOf(String subjectType) {
    return ofType(roles, subjectType);
  }

  Allowed<String> groupsOf(String subjectType) {
    return ofType(groups, subjectType);
  }

  private static Allowed<String> ofType(Map<String, Allowed<String>> names, String type) {
    Allowed<String> own = names.getOrDefault(type, Allowed.nothing());
    return names.containsKey(ANY_TYPE) ? own.and(names.get(ANY_TYPE)) : own;
  }

  /** The same, and these operations. */
  Rights and(Set<Operation> more) {
    return new Rights(
        both(operations, more),
        subjects,
        resources,
        services,
        serviceFields,
        roles,
        groups,
        issuers);
  }

  /** What both grant together. */
  Rights and(Rights other) {
    return new Rights(
        both(operations, other.operations),
        subjects.and(other.subjects),
        resources.and(other.resources),
        services.and(other.services),
        both(serviceFields, other.serviceFields),
        and(roles, other.roles),
        and(groups, other.groups),
        issuers.and(other.issuers));
  }

  private static <T> Set<T> both(Set<T> one, Set<T> other) {
    Set<T> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Map<String, Allowed<String>> and(
      Map<String, Allowed<String>> one, Map<String, Allowed<String>> other) {
    Map<String, Allowed<String>> both = new HashMap<>(one);
    other.forEach((type, names) -> both.merge(type, names, Allowed::and));
    return both;
  }
}
