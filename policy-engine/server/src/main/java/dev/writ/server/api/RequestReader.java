package dev.writ.server.api;

import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.server.json.InvalidRequest;
import dev.writ.server.json.Members;
import dev.writ.server.peer.Believed;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Stated;
import dev.writ.server.peer.SubjectToken.None;
import dev.writ.server.peer.SubjectToken.Unverified;
import dev.writ.server.peer.SubjectToken.Verified;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the subject, action, resource and context of AuthZEN's information model. */
final class RequestReader {
  /** In place of what a search ranges over. */
  private static final String ANY = "*";

  /** In place of a subject that an unverifiable token keeps from being known. */
  private static final Subject NOBODY = new Subject("anonymous", "anonymous");

  private static final String SUBJECT = "subject";
  private static final String ACTION = "action";
  private static final String RESOURCE = "resource";
  private static final String CONTEXT = "context";
  private static final List<String> ENTITY_KEYS = List.of("type", "id");
  private static final List<String> ACTION_KEYS = List.of("name");

  private RequestReader() {}

  /** A single evaluation. */
  static Asked evaluation(Members body, Caller caller) {
    return request(
        subject(body.optionalObject(SUBJECT), body, caller),
        action(body.object(ACTION)),
        resource(body.object(RESOURCE)),
        body.map(CONTEXT),
        caller);
  }

  /**
   * An evaluation of a batch. An entity that it states replaces the body's whole, save that {@code
   * type}, {@code id} and {@code name} default to the body's.
   */
  static Asked item(Members item, Members body, Caller caller) {
    return request(
        subject(either(item, body, SUBJECT, ENTITY_KEYS), item, caller),
        action(required(item, body, ACTION, ACTION_KEYS)),
        resource(required(item, body, RESOURCE, ENTITY_KEYS)),
        item.has(CONTEXT) ? item.map(CONTEXT) : body.map(CONTEXT),
        caller);
  }

  /** Refuses a batch whose defaults are not even objects. */
  static void checkDefaults(Members body) {
    for (String name : List.of(SUBJECT, ACTION, RESOURCE, CONTEXT)) {
      body.optionalObject(name);
    }
  }

  /** A search for subjects; the subject's id is a placeholder, whatever the request says. */
  static Asked subjectSearch(Members body, Caller caller) {
    Members subject = body.object(SUBJECT);
    Resource resource = resource(body.object(RESOURCE));
    return believed(
        new Stated(
            caller,
            new Subject(subject.text("type"), ANY, subject.map("properties")),
            true,
            resource.type(),
            body.map(CONTEXT)),
        action(body.object(ACTION)),
        resource);
  }

  /** A search for resources; the resource's id is a placeholder, whatever the request says. */
  static Asked resourceSearch(Members body, Caller caller) {
    Members resource = body.object(RESOURCE);
    return request(
        subject(body.optionalObject(SUBJECT), body, caller),
        action(body.object(ACTION)),
        new Resource(resource.text("type"), ANY, resource.map("properties")),
        body.map(CONTEXT),
        caller);
  }

  /** A search for actions; the action is a placeholder, whatever the request says. */
  static Asked actionSearch(Members body, Caller caller) {
    return request(
        subject(body.optionalObject(SUBJECT), body, caller),
        new Action(ANY),
        resource(body.object(RESOURCE)),
        body.map(CONTEXT),
        caller);
  }

  private static Asked request(
      Subject subject,
      Action action,
      Resource resource,
      Map<String, Object> context,
      Caller caller) {
    return believed(new Stated(caller, subject, false, resource.type(), context), action, resource);
  }

  private static Asked believed(Stated stated, Action action, Resource resource) {
    Caller caller = stated.caller();
    Believed believed =
        caller.subjectToken() instanceof Unverified
            ? new Believed(stated.subject(), false, null, List.of())
            : caller.grant().believe(stated);
    var request =
        new AccessRequest(
            believed.subject(),
            action,
            resource,
            stated.context(),
            believed.service(),
            caller.peer(),
            caller.token(),
            believed.verified(),
            null,
            caller.now());
    String problem = request.problem();
    if (problem != null) {
      throw new InvalidRequest(problem);
    }
    return Asked.of(request, believed.dropped(), caller);
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

  /** The subject that is stated, or else that of the token; without either the request is wrong. */
  private static Subject subject(@Nullable Members stated, Members where, Caller caller) {
    if (stated != null) {
      return subject(stated);
    }
    return switch (caller.subjectToken()) {
      case None none -> subject(where.object(SUBJECT));
      case Verified verified ->
          new Subject(verified.token().subjectType(), verified.token().subjectId());
      case Unverified unverified -> NOBODY;
    };
  }

  private static Subject subject(Members subject) {
    return new Subject(subject.text("type"), subject.text("id"), subject.map("properties"));
  }

  private static Resource resource(Members resource) {
    return new Resource(resource.text("type"), resource.text("id"), resource.map("properties"));
  }

  private static Action action(Members action) {
    return new Action(action.text("name"), action.map("properties"));
  }
}
