package dev.writ.server.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose tokens speak of subjects, and what is taken from them; by the name that the issuer has in
 * {@code writ.issuers}. A path such as {@code realm_access.roles} leads through a claim's objects.
 */
@ConfigMapping(prefix = "writ.subjects")
public interface SubjectsConfig {

  /** The issuers of subjects' tokens, by name. */
  @WithParentName
  Map<String, SubjectConfig> byIssuer();

  /** What is taken from an issuer's tokens. */
  interface SubjectConfig {

    /** The type of its subjects, which no other issuer has. */
    String type();

    /** The path of the subject's id. */
    @WithDefault("sub")
    String id();

    /** The paths of role names; all of them count. */
    @WithDefault("realm_access.roles")
    List<String> roles();

    /** The paths of group names; all of them count. */
    @WithDefault("groups")
    List<String> groups();

    /** The paths of scopes, which become the subject's {@code scopes}. */
    @WithDefault("scope")
    List<String> scopes();

    /** The path of the tenant, which becomes the subject's {@code tenant}. */
    Optional<String> tenant();

    /** Other properties of the subject: the path of each by its name. */
    Map<String, String> properties();

    /** The roles that it may state, or {@code *}; others are dropped and reported. */
    Optional<List<String>> mayStateRoles();

    /** The groups that it may state, or {@code *}; others are dropped and reported. */
    Optional<List<String>> mayStateGroups();

    /**
     * Whether tokens bound to a key or certificate are taken from peers, who had to check that they
     * came from whom they are bound to.
     */
    @WithDefault("false")
    boolean boundTokens();
  }
}
