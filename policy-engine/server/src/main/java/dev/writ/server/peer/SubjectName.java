package dev.writ.server.peer;

import dev.writ.engine.request.SpiffeId;
import dev.writ.engine.request.Subject;

/** A subject by type and id. */
public record SubjectName(String type, String id) {
  /** The type of subjects that are workloads; their ids are SPIFFE IDs. */
  public static final String SERVICE = "service";

  /** A workload as a subject. */
  public static SubjectName of(SpiffeId id) {
    return new SubjectName(SERVICE, id.toString());
  }

  /** Whether this names a subject. */
  public boolean names(Subject subject) {
    return type.equals(subject.type()) && id.equals(subject.id());
  }
}
