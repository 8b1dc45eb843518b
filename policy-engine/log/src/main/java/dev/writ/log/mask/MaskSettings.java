package dev.writ.log.mask;

import java.util.List;

/**
 * What the operator says of masking, besides what schemas call sensitive.
 *
 * <p>A pattern without {@code .} is held against the names of properties at any depth, one with
 * against whole paths such as {@code subject.email}; {@code *} stands for any characters, and case
 * does not matter. The path of a property is the same whether the peer, a token or a store states
 * it; a verified claim's is {@code token.NAME}.
 *
 * @param conceal patterns of what is concealed; {@code subject.id} and {@code resource.id} too
 * @param never patterns of what is not stored at all, not even beside the log
 * @param clear patterns of what is written in clear although a pattern above, or the default for
 *     subjects, says otherwise; a schema's {@code sensitive} holds all the same
 */
public record MaskSettings(List<String> conceal, List<String> never, List<String> clear) {
  /** What no log should hold, whatever the operator forgets. */
  public static final List<String> SECRETS =
      List.of(
          "*password*",
          "*passwd*",
          "*passphrase*",
          "*secret*",
          "*token*",
          "*credential*",
          "*authorization*",
          "*cookie*",
          "*api?key*",
          "*apikey*",
          "*private?key*",
          "*privatekey*",
          "token.jti");

  /** Claims that say how a token was issued, and nothing of its subject. */
  private static final List<String> CLAIMS =
      List.of(
          "token.iss",
          "token.aud",
          "token.azp",
          "token.client_id",
          "token.scope",
          "token.scp",
          "token.acr",
          "token.amr",
          "token.typ",
          "token.roles",
          "token.groups");

  /** The defaults: secrets are never stored, and an HTTP query is concealed. */
  public static final MaskSettings DEFAULTS =
      new MaskSettings(List.of("resource.query"), SECRETS, CLAIMS);

  public MaskSettings {
    conceal = List.copyOf(conceal);
    never = List.copyOf(never);
    clear = List.copyOf(clear);
  }
}
