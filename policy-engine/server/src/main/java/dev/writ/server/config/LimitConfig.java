package dev.writ.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** How often peers may call. Callers on a loopback address are not limited. */
@ConfigMapping(prefix = "writ.limits")
public interface LimitConfig {

  /** Calls a second of each peer, on average; 0 for no limit. */
  @WithDefault("2000")
  long rate();

  /** Calls of a peer at once, before the average counts; twice the rate if not set. */
  Optional<Long> burst();

  /** What differs for single peers, by their ids. */
  Map<String, PeerRate> peers();

  /**
   * Calls a second from one address that do not prove who they are; an IPv6 address counts with its
   * whole /64. Beyond it the address is refused before its credentials are looked at; 0 for no
   * limit.
   */
  @WithDefault("20")
  long failureRate();

  /** Failed calls of an address at once, before the average counts. */
  @WithDefault("200")
  long failureBurst();

  /** How many peers, and how many addresses, are counted at once; about 300 bytes each. */
  @WithDefault("50000")
  long capacity();

  /** What one peer may. */
  interface PeerRate {

    /** Calls a second, on average; 0 for no limit. */
    long rate();

    /** Calls at once, before the average counts; twice the rate if not set. */
    Optional<Long> burst();
  }
}
