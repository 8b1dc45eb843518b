package dev.writ.engine.decide;

import dev.writ.engine.expr.Inputs;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Root;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Permission;
import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.value.EvalError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What policies see of one request: properties merged from their sources, each whole from the
 * strongest that has it. Used again for every request of a thread.
 */
final class RequestFacts implements Inputs {
  private static final EvalError NO_SERVICE =
      new EvalError(EvalError.Code.ABSENT_VARIABLE, Root.SERVICE.variable());
  private static final EvalError NO_TOKEN =
      new EvalError(EvalError.Code.ABSENT_VARIABLE, Root.TOKEN.variable());

  private final Section contextSection;
  private final SubjectFacts subject;
  private final Properties ofResource = new Properties("resource.", this::rawResource);
  private final Properties ofContext = new Properties("context.", this::rawContext);

  private @Nullable AccessRequest request;
  private String permission = "";
  private Section resourceSection = Section.DYNAMIC;
  private @Nullable Map<String, Object> storedResource;
  private boolean onlyStoredResource;

  RequestFacts(Program program, Map<String, SubjectKind> kinds, RoleBook roles) {
    contextSection = Section.of(program.schema().context());
    subject = new SubjectFacts(program, kinds, roles);
  }

  /** Turns to a request that has no problem. */
  void begin(AccessRequest next, Permission needed, ResourceKind kind) {
    request = next;
    permission = needed.text();
    resourceSection = kind.section();
    onlyStoredResource = kind.store().authoritative();
    storedResource =
        next.stored() == null ? kind.store().find(next.resource().id()) : next.stored().resource();
    subject.begin(next);
  }

  AccessRequest request() {
    return Objects.requireNonNull(request, "begin comes first");
  }

  SubjectFacts subject() {
    return subject;
  }

  /**
   * Holds every declared property against the schema; nothing is read before.
   *
   * @return the path of one that contradicts it, or null where none does
   */
  @Nullable String contradiction() {
    String inSubject = subject.contradiction();
    String inResource = ofResource.check(resourceSection);
    String inContext = ofContext.check(contextSection);
    if (inSubject != null) {
      return inSubject;
    }
    return inResource != null ? inResource : inContext;
  }

  @Override
  public @Nullable Object property(Root root, String name) {
    return switch (root) {
      case SUBJECT -> subject.property(name);
      case ACTION -> actionProperty(name);
      case RESOURCE -> resourceProperty(name);
      case CONTEXT -> ofContext.visible(name);
      case SERVICE -> serviceProperty(name);
      case PEER -> peerProperty(name);
      case TOKEN -> request().token() == null ? NO_TOKEN : request().token().claims().get(name);
      case NOW -> null;
    };
  }

  private @Nullable Object actionProperty(String name) {
    return switch (name) {
      case "name" -> request().action().name();
      case "permission" -> permission;
      default -> request().action().properties().get(name);
    };
  }

  private @Nullable Object resourceProperty(String name) {
    return switch (name) {
      case "type" -> request().resource().type();
      case "id" -> request().resource().id();
      default -> ofResource.visible(name);
    };
  }

  private @Nullable Object rawContext(String name) {
    return request().context().get(name);
  }

  private @Nullable Object rawResource(String name) {
    Object stated = onlyStoredResource ? null : request().resource().properties().get(name);
    return stated != null || storedResource == null ? stated : storedResource.get(name);
  }

  private @Nullable Object serviceProperty(String name) {
    if (request().service() == null) {
      return NO_SERVICE;
    }
    SpiffeId id = request().service().id();
    return switch (name) {
      case "id" -> id.toString();
      case "trustDomain" -> id.trustDomain();
      case "path" -> id.path();
      case "namespace" -> id.namespace();
      case "account" -> id.account();
      default -> null;
    };
  }

  private @Nullable Object peerProperty(String name) {
    return switch (name) {
      case "id" -> request().peer().id();
      case "kind" -> request().peer().kind().id();
      default -> null;
    };
  }

  @Override
  public @Nullable Object variable(Root root) {
    return switch (root) {
      case SUBJECT -> subject.whole();
      case ACTION -> whole(root, names(request().action().properties(), "name", "permission"));
      case RESOURCE -> whole(root, resourceNames());
      case CONTEXT -> whole(root, new TreeSet<>(request().context().keySet()));
      case SERVICE -> request().service() == null ? null : whole(root, serviceNames());
      case PEER -> whole(root, names(Map.of(), "id", "kind"));
      case TOKEN -> request().token() == null ? null : request().token().claims();
      case NOW -> request().now();
    };
  }

  private TreeSet<String> resourceNames() {
    TreeSet<String> names = names(request().resource().properties(), "type", "id");
    if (storedResource != null) {
      names.addAll(storedResource.keySet());
    }
    return names;
  }

  private static TreeSet<String> serviceNames() {
    return names(Map.of(), "id", "trustDomain", "path", "namespace", "account");
  }

  static TreeSet<String> names(Map<String, Object> properties, String... always) {
    TreeSet<String> names = new TreeSet<>(properties.keySet());
    names.addAll(List.of(always));
    return names;
  }

  private Map<String, Object> whole(Root root, TreeSet<String> names) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : names) {
      Object value = property(root, name);
      if (value != null) {
        map.put(name, value);
      }
    }
    return map;
  }

  /** What the request stated and is not believed, as paths. */
  List<String> dropped() {
    Map<String, Object> ofResource = request().resource().properties();
    Map<String, Object> ofAction = request().action().properties();
    boolean none =
        !subject.anyDropped()
            && !Dropped.RESOURCE.any(ofResource, onlyStoredResource)
            && !Dropped.ACTION.any(ofAction, false);
    if (none) {
      return List.of();
    }
    TreeSet<String> paths = new TreeSet<>();
    subject.addDropped(paths);
    Dropped.RESOURCE.addTo(paths, ofResource, onlyStoredResource);
    Dropped.ACTION.addTo(paths, ofAction, false);
    return List.copyOf(paths);
  }
}
