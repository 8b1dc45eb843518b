package dev.writ.engine.request;

/**
 * The workload whose call is being authorised.
 *
 * @param id its identity
 * @param source how the PDP knows it
 */
public record Service(SpiffeId id, Source source) {

  /** How the PDP knows a service. */
  public enum Source {
    /** It is the peer itself, by its certificate. */
    CERTIFICATE,
    /** A peer that may vouch for it says so. */
    VOUCHED
  }
}
