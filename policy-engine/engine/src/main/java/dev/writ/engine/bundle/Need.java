package dev.writ.engine.bundle;

import java.util.Locale;

/**
 * What decisions by a policy set need beyond the request's own words. The order is part of the
 * format and only grows at the end.
 */
public enum Need {
  /** The subject's token, verified: a condition reads {@code token} or {@code subject.verified}. */
  SUBJECT_TOKEN,
  /** The verified identity of the calling service: a rule names services or reads one. */
  SERVICE_IDENTITY,
  /** Properties of subjects or resources that a source beside the policy set holds. */
  EXTERNAL_ENTITIES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
