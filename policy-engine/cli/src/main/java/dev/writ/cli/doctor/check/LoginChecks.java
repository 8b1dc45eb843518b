package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.LOGIN;

import java.util.List;

/**
 * What only somebody who is signed in can see. They are named so that nobody takes them for made.
 */
final class LoginChecks {
  static final List<Check> ALL =
      List.of(
          unmade("code-once", "a code is accepted once", "RFC 6749 section 4.1.2"),
          unmade("code-client", "a code is of use to its client only", "RFC 6749 section 4.1.3"),
          unmade(
              "code-verifier",
              "a code is not accepted without the verifier of its challenge",
              "RFC 9700 section 2.1.1"),
          unmade(
              "code-downgrade",
              "a verifier without a challenge before it is refused",
              "RFC 9700 section 2.1.1"),
          unmade(
              "refresh-rotation",
              "a refresh token of a public client is bound to it or used once",
              "RFC 9700 section 2.2.2"),
          unmade("audience", "an access token names its audience", "RFC 9700 section 2.3"),
          unmade("consent-framing", "the consent page cannot be framed", "RFC 9700 section 4.16"),
          unmade(
              "redirect-status",
              "credentials are not passed on by a redirect with status 307",
              "RFC 9700 section 4.12"));

  private LoginChecks() {}

  private static Check unmade(String id, String title, String source) {
    return new Check(
        new Rule(id, LOGIN, title, source), provider -> new Result.NotMade("needs a login"));
  }
}
