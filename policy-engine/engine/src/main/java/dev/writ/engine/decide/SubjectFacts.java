package dev.writ.engine.decide;

import dev.writ.engine.index.Asker;
import dev.writ.engine.index.IntBuffer;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Shape;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What policies see of the subject: its merged properties and the plain roles it holds. Sources
 * from the strongest: authoritative entities, the verified token, the peer's statement, other
 * entities.
 */
final class SubjectFacts implements Asker {
  private static final String ROLES = "roles";
  private static final String GROUPS = "groups";
  private static final Shape.PropertyType TEXTS = new Shape.ListOf(Shape.Simple.STRING);

  private final EntityStore store;
  private final @Nullable Map<String, Section> sections;
  private final RoleBook book;
  private final IntBuffer held = new IntBuffer();

  private @Nullable AccessRequest request;
  private Section section = Section.DYNAMIC;
  private @Nullable Map<String, Object> stored;
  private boolean onlyStored;
  private @Nullable Object roles;
  private @Nullable Object groups;
  private @Nullable Object roleNames;
  private boolean statedDerived;

  SubjectFacts(Program program, RoleBook book) {
    store = new EntityStore(program.entities().subjects());
    sections = Section.byType(program.schema().subjects());
    this.book = book;
  }

  void begin(AccessRequest next) {
    request = next;
    String type = next.subject().type();
    section = Section.find(sections, type);
    onlyStored = store.isAuthoritative(type);
    stored =
        next.stored() == null ? store.find(type, next.subject().id()) : next.stored().subject();
    roles = unknownIfAnyIs(raw(ROLES));
    groups = unknownIfAnyIs(raw(GROUPS));
    roleNames = null;
    statedDerived = false;
    held.clear();
    hold();
  }

  private AccessRequest request() {
    return Objects.requireNonNull(request, "begin comes first");
  }

  /** A list of which one element is not known is not known. */
  private static @Nullable Object unknownIfAnyIs(@Nullable Object names) {
    if (names instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Unknown unknown) {
          return unknown;
        }
      }
    }
    return names;
  }

  private @Nullable Object raw(String name) {
    Object value = onlyStored ? null : stated(name);
    return value != null || stored == null ? value : stored.get(name);
  }

  private @Nullable Object stated(String name) {
    Object claimed = request().token() == null ? null : request().token().properties().get(name);
    return claimed != null ? claimed : request().subject().properties().get(name);
  }

  private void hold() {
    book.addMemberships(request().subject().type(), request().subject().id(), held);
    if (groups instanceof List<?> list && book.usesGroups()) {
      list.forEach(group -> book.addGroup(String.valueOf(group), held));
    }
    if (roles instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        holdStated(list.get(i));
      }
    }
    held.sortDistinct();
  }

  private void holdStated(Object name) {
    Integer number = name instanceof String text ? book.number(text) : null;
    if (number != null && book.isDerived(number)) {
      statedDerived = true;
    } else if (number != null) {
      book.addClosure(number, held);
    }
  }

  @Override
  public IntBuffer heldRoles() {
    return held;
  }

  @Override
  public boolean rolesUnknown() {
    return unknownRoles() != null;
  }

  /** What the roles held depend on that is not known; null where they are all known. */
  @Nullable Unknown unknownRoles() {
    if (roles instanceof Unknown unknown) {
      return unknown;
    }
    return groups instanceof Unknown unknown && book.usesGroups() ? unknown : null;
  }

  /** Whether a plain role is held for certain. */
  boolean holds(int role) {
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i) == role) {
        return true;
      }
    }
    return false;
  }

  /** The names in {@code groups}; an Unknown, or null where there are none. */
  @Nullable Object groups() {
    return groups;
  }

  @Override
  public String subjectType() {
    return request().subject().type();
  }

  @Override
  public String subjectId() {
    return request().subject().id();
  }

  @Override
  public @Nullable String serviceId() {
    return request().service() == null ? null : request().service().id().toString();
  }

  @Nullable String contradiction() {
    if (roles != null && Conversion.convert(roles, TEXTS) == null) {
      return "subject.roles";
    }
    if (groups != null && Conversion.convert(groups, TEXTS) == null) {
      return "subject.groups";
    }
    for (Shape.Property property : section.properties()) {
      if (!Section.allows(property, raw(property.name()))) {
        return "subject." + property.name();
      }
    }
    return null;
  }

  @Nullable Object property(String name) {
    return switch (name) {
      case "type" -> request().subject().type();
      case "id" -> request().subject().id();
      case "verified" -> request().verified();
      case ROLES -> roleNames();
      case GROUPS -> groups;
      default -> section.visible(name, raw(name));
    };
  }

  /** The plain roles held, as sorted names; an Unknown where they are not all known. */
  Object roleNames() {
    if (roleNames == null) {
      Unknown unknown = unknownRoles();
      roleNames = unknown == null ? heldNames() : unknown;
    }
    return roleNames;
  }

  private List<String> heldNames() {
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < held.size(); i++) {
      names.add(book.role(held.get(i)).name());
    }
    if (roles instanceof List<?> list) {
      list.stream().map(String.class::cast).filter(this::isPlain).forEach(names::add);
    }
    return new ArrayList<>(names);
  }

  private boolean isPlain(String name) {
    Integer number = book.number(name);
    return number == null || !book.isDerived(number);
  }

  Map<String, Object> whole() {
    TreeSet<String> names =
        RequestFacts.names(request().subject().properties(), "type", "id", "verified", ROLES);
    if (stored != null) {
      names.addAll(stored.keySet());
    }
    if (request().token() != null) {
      names.addAll(request().token().properties().keySet());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : names) {
      Object value = property(name);
      if (value != null) {
        map.put(name, value);
      }
    }
    return map;
  }

  boolean anyDropped() {
    return statedDerived || Dropped.SUBJECT.any(request().subject().properties(), onlyStored);
  }

  void addDropped(TreeSet<String> paths) {
    Dropped.SUBJECT.addTo(paths, request().subject().properties(), onlyStored);
    if (roles instanceof List<?> list) {
      for (Object role : list) {
        if (role instanceof String name && !isPlain(name)) {
          paths.add("subject.roles[" + name + "]");
        }
      }
    }
  }
}
