package dev.writ.server.api;

import dev.writ.authzen.InformationModel;
import dev.writ.authzen.Question;
import dev.writ.authzen.json.Members;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.server.peer.Believed;
import dev.writ.server.peer.Caller;
import dev.writ.server.peer.Stated;
import dev.writ.server.peer.SubjectToken.None;
import dev.writ.server.peer.SubjectToken.Unverified;
import dev.writ.server.peer.SubjectToken.Verified;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests of what bodies state and of what this server believes of their callers. */
final class RequestReader {
  /** In place of what a search ranges over. */
  private static final String ANY = "*";

  /** In place of a subject that an unverifiable token keeps from being known. */
  private static final Subject NOBODY = new Subject("anonymous", "anonymous");

  private RequestReader() {}

  /** A single evaluation. */
  static Asked evaluation(Members body, Caller caller) {
    return believed(Question.of(body, known(caller)), caller);
  }

  /** A search for subjects; the subject's id is a placeholder, whatever the request says. */
  static Asked subjectSearch(Members body, Caller caller) {
    Subject subject = InformationModel.anySubject(body, ANY);
    Resource resource = InformationModel.resource(body);
    var stated = new Stated(caller, subject, true, resource.type(), InformationModel.context(body));
    return believed(stated, InformationModel.action(body), resource);
  }

  /** A search for resources; the resource's id is a placeholder, whatever the request says. */
  static Asked resourceSearch(Members body, Caller caller) {
    return believed(
        new Question(
            InformationModel.subject(body, known(caller)),
            InformationModel.action(body),
            InformationModel.anyResource(body, ANY),
            InformationModel.context(body)),
        caller);
  }

  /** A search for actions; the action is a placeholder, whatever the request says. */
  static Asked actionSearch(Members body, Caller caller) {
    return believed(
        new Question(
            InformationModel.subject(body, known(caller)),
            new Action(ANY),
            InformationModel.resource(body),
            InformationModel.context(body)),
        caller);
  }

  /** The subject of the caller's token, or null where the body must state one. */
  static @Nullable Subject known(Caller caller) {
    return switch (caller.subjectToken()) {
      case None none -> null;
      case Verified verified ->
          new Subject(verified.token().subjectType(), verified.token().subjectId());
      case Unverified unverified -> NOBODY;
    };
  }

  /** What a caller asks, as far as it is believed. */
  static Asked believed(Question question, Caller caller) {
    Resource resource = question.resource();
    var stated = new Stated(caller, question.subject(), false, resource.type(), question.context());
    return believed(stated, question.action(), resource);
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
    return Asked.of(Question.checked(request), believed.dropped(), caller);
  }
}
