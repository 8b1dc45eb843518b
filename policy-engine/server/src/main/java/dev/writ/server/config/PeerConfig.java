package dev.writ.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a peer is recognised, by any of the first five keys, and what it may do. Everything is
 * granted by name, or by {@code *} where there is no narrower wish; what a key does not name is not
 * granted. A peer that several entries recognise has what they grant together.
 */
public interface PeerConfig {

  /** Patterns of SPIFFE IDs of client certificates, as in a rule's {@code services}. */
  Optional<List<String>> spiffeIds();

  /** Common names of client certificates issued under {@code writ.tls.common-names}. */
  Optional<List<String>> commonNames();

  /** Subjects of the peers' tokens, as {@code issuer|subject}. */
  Optional<List<String>> tokens();

  /** OAuth clients of tokens that were issued to a client itself, as {@code issuer|client}. */
  Optional<List<String>> clients();

  /** Owners of the keys that requests are signed with. */
  Optional<List<String>> keyOwners();

  /**
   * What it may do: {@code evaluate}, {@code search}, {@code explain}, {@code read-log}, {@code
   * fetch-bundle}, {@code revoke}, {@code witness}, {@code observe}.
   */
  Optional<List<String>> operations();

  /** Whom it may speak about without a token: {@code type:id}, {@code type:*}. */
  Optional<List<String>> subjects();

  /** About resources of which types. */
  Optional<List<String>> resources();

  /** For which workloads it may vouch: patterns of SPIFFE IDs. */
  Optional<List<String>> services();

  /**
   * Where it names the workload whose call it asks about: {@code header.NAME}, or {@code
   * context.NAME} for a member of the request's context. Without it, the peer's own SPIFFE ID.
   */
  Optional<String> serviceField();

  /** By type of subject, the roles that it may state. */
  Map<String, List<String>> roles();

  /** By type of subject, the groups that it may state. */
  Map<String, List<String>> groups();

  /** Issuers whose tokens of subjects it may pass. */
  Optional<List<String>> issuers();
}
