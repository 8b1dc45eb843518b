package dev.writ.server.search;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.record.LogRecord.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a search looks for. A search asks, for each candidate, the evaluation that the request would
 * be with that candidate in place, everything else that the request states included.
 */
public enum Search {
  /** The stored subjects of a type. */
  SUBJECT(Target.SUBJECT) {
    @Override
    public List<String> candidates(Program program, AccessRequest template) {
      return stored(program.entities().subjects(), template.subject().type());
    }

    @Override
    public AccessRequest with(AccessRequest template, String candidate) {
      Subject subject = template.subject();
      return copy(
          template,
          new Subject(subject.type(), candidate, subject.properties()),
          template.action(),
          template.resource());
    }

    @Override
    public void write(JsonGenerator json, AccessRequest template, String found) throws IOException {
      entity(json, template.subject().type(), found);
    }
  },

  /** The stored resources of a type. */
  RESOURCE(Target.RESOURCE) {
    @Override
    public List<String> candidates(Program program, AccessRequest template) {
      return stored(program.entities().resources(), template.resource().type());
    }

    @Override
    public AccessRequest with(AccessRequest template, String candidate) {
      Resource resource = template.resource();
      return copy(
          template,
          template.subject(),
          template.action(),
          new Resource(resource.type(), candidate, resource.properties()));
    }

    @Override
    public void write(JsonGenerator json, AccessRequest template, String found) throws IOException {
      entity(json, template.resource().type(), found);
    }
  },

  /** The actions known of a resource type. */
  ACTION(Target.ACTION) {
    @Override
    public List<String> candidates(Program program, AccessRequest template) {
      return KnownActions.of(program, template.resource().type());
    }

    @Override
    public AccessRequest with(AccessRequest template, String candidate) {
      return copy(template, template.subject(), new Action(candidate), template.resource());
    }

    @Override
    public void write(JsonGenerator json, AccessRequest template, String found) throws IOException {
      json.writeStartObject();
      json.writeStringField("name", found);
      json.writeEndObject();
    }
  };

  private final Target target;

  Search(Target target) {
    this.target = target;
  }

  /** Its name in the decision log. */
  public Target target() {
    return target;
  }

  /** Whom or what it ranges over, sorted. */
  public abstract List<String> candidates(Program program, AccessRequest template);

  /** The evaluation of one candidate. */
  public abstract AccessRequest with(AccessRequest template, String candidate);

  /** Writes one result. */
  public abstract void write(JsonGenerator json, AccessRequest template, String found)
      throws IOException;

  private static List<String> stored(Map<String, Entities.OfType> entities, String type) {
    Entities.OfType ofType = entities.get(type);
    return ofType == null ? List.of() : List.copyOf(ofType.byId().keySet());
  }

  private static AccessRequest copy(
      AccessRequest template, Subject subject, Action action, Resource resource) {
    return new AccessRequest(
        subject,
        action,
        resource,
        template.context(),
        template.service(),
        template.peer(),
        template.token(),
        template.verified(),
        template.stored(),
        template.now());
  }

  private static void entity(JsonGenerator json, String type, String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("id", id);
    json.writeEndObject();
  }
}
