package dev.writ.authzen;

import dev.writ.authzen.json.Members;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the subject, action, resource and context of AuthZEN's information model. */
public final class InformationModel {
  private static final String SUBJECT = "subject";
  private static final String ACTION = "action";
  private static final String RESOURCE = "resource";
  private static final String CONTEXT = "context";
  private static final List<String> ENTITY_KEYS = List.of("type", "id");
  private static final List<String> ACTION_KEYS = List.of("name");

  private InformationModel() {}

  /**
   * The subject of a body.
   *
   * @param known the subject where the body states none, or null if it must
   */
  public static Subject subject(Members body, @Nullable Subject known) {
    return subjectOf(body.optionalObject(SUBJECT), body, known);
  }

  /** The action of a body. */
  public static Action action(Members body) {
    return actionOf(body.object(ACTION));
  }

  /** The resource of a body. */
  public static Resource resource(Members body) {
    return resourceOf(body.object(RESOURCE));
  }

  /** The context of a body; empty where it states none. */
  public static Map<String, Object> context(Members body) {
    return body.map(CONTEXT);
  }

  /** The type and properties of a body's subject, whose id is given. */
  public static Subject anySubject(Members body, String id) {
    Members subject = body.object(SUBJECT);
    return new Subject(subject.text("type"), id, subject.map("properties"));
  }

  /** The type and properties of a body's resource, whose id is given. */
  public static Resource anyResource(Members body, String id) {
    Members resource = body.object(RESOURCE);
    return new Resource(resource.text("type"), id, resource.map("properties"));
  }

  /**
   * An evaluation of a batch. An entity that it states replaces the body's whole, save that {@code
   * type}, {@code id} and {@code name} default to the body's.
   */
  static Question item(Members item, Members body, @Nullable Subject known) {
    return new Question(
        subjectOf(either(item, body, SUBJECT, ENTITY_KEYS), item, known),
        actionOf(required(item, body, ACTION, ACTION_KEYS)),
        resourceOf(required(item, body, RESOURCE, ENTITY_KEYS)),
        item.has(CONTEXT) ? item.map(CONTEXT) : body.map(CONTEXT));
  }

  /** Refuses a batch whose defaults are not even objects. */
  static void checkDefaults(Members body) {
    for (String name : List.of(SUBJECT, ACTION, RESOURCE, CONTEXT)) {
      body.optionalObject(name);
    }
  }

  private static Members required(Members item, Members body, String name, List<String> keys) {
    Members either = either(item, body, name, keys);
    return either == null ? item.object(name) : either;
  }

  private static @Nullable Members either(
      Members item, Members body, String name, List<String> keys) {
    Members own = item.optionalObject(name);
    Members common = body.optionalObject(name);
    return own == null || common == null
        ? own == null ? common : own
        : own.withDefaults(common, keys);
  }

  private static Subject subjectOf(
      @Nullable Members stated, Members where, @Nullable Subject known) {
    if (stated == null && known != null) {
      return known;
    }
    Members subject = stated == null ? where.object(SUBJECT) : stated;
    return new Subject(subject.text("type"), subject.text("id"), subject.map("properties"));
  }

  private static Resource resourceOf(Members resource) {
    return new Resource(resource.text("type"), resource.text("id"), resource.map("properties"));
  }

  private static Action actionOf(Members action) {
    return new Action(action.text("name"), action.map("properties"));
  }
}
