package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.ALGORITHMS;

import dev.writ.cli.doctor.provider.Metadata;
import dev.writ.cli.doctor.provider.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Signatures that are some, by keys that fit the purpose. */
final class AlgorithmChecks {
  private static final String SUFFIX = "_alg_values_supported";
  private static final String ID_TOKEN = "id_token_signing" + SUFFIX;
  private static final String USERINFO = "userinfo_signing" + SUFFIX;
  private static final String REQUEST_OBJECT = "request_object_signing" + SUFFIX;
  private static final String TOKEN_ENDPOINT = "token_endpoint_auth_signing" + SUFFIX;
  private static final Set<String> NAMED =
      Set.of(ID_TOKEN, USERINFO, REQUEST_OBJECT, TOKEN_ENDPOINT);

  static final List<Check> ALL =
      List.of(
          signed("id-token-signed", "ID tokens are signed", ID_TOKEN, "OIDC Core section 2"),
          signed(
              "userinfo-signed",
              "answers of the userinfo endpoint are not unsigned JWTs",
              USERINFO,
              "RFC 8725 section 3.2"),
          signed(
              "request-object-signed",
              "request objects are signed",
              REQUEST_OBJECT,
              "RFC 9101 section 10.5"),
          signed(
              "client-assertion-signed",
              "clients sign their assertions",
              TOKEN_ENDPOINT,
              "RFC 8414 section 2"),
          Check.ofMetadata(
              rule(
                  "other-algorithms",
                  "nothing else may be unsigned either",
                  "RFC 8725 section 3.2"),
              AlgorithmChecks::others),
          new Check(
              rule(
                  "asymmetric-id-token",
                  "ID tokens can be signed with an asymmetric key",
                  "OIDC Discovery section 3"),
              AlgorithmChecks::asymmetric),
          Check.ofMetadata(
              rule(
                  "rsa1-5",
                  "RSA encryption with PKCS #1 v1.5 is not offered",
                  "RFC 8725 section 3.2"),
              AlgorithmChecks::oldEncryption));

  private AlgorithmChecks() {}

  private static Rule rule(String id, String title, String source) {
    return new Rule(id, ALGORITHMS, title, source);
  }

  private static Check signed(String id, String title, String member, String source) {
    return Check.ofMetadata(
        rule(id, title, source),
        metadata ->
            hasNone(metadata, member)
                ? new Result.Failed("`" + member + "` has `none`")
                : Result.passed());
  }

  private static Result others(Metadata metadata) {
    List<String> unsigned =
        members(metadata).stream()
            .filter(name -> !NAMED.contains(name))
            .filter(name -> hasNone(metadata, name))
            .toList();
    return unsigned.isEmpty()
        ? Result.passed()
        : new Result.Failed("`none` is in " + Names.listed(unsigned));
  }

  private static Result asymmetric(Provider provider) {
    if (!provider.openId()) {
      return new Result.NotMade("the provider is one of OAuth alone and issues none");
    }
    boolean offered =
        provider.metadata().texts(ID_TOKEN).orElse(Set.of()).stream()
            .anyMatch(algorithm -> algorithm.matches("(RS|PS|ES)\\d+K?|Ed(DSA|25519|448)"));
    return offered
        ? Result.passed()
        : new Result.Failed("`" + ID_TOKEN + "` has no asymmetric algorithm");
  }

  private static Result oldEncryption(Metadata metadata) {
    List<String> offering =
        members(metadata).stream()
            .filter(name -> metadata.texts(name).orElse(Set.of()).contains("RSA1_5"))
            .toList();
    return offering.isEmpty()
        ? Result.passed()
        : new Result.Warned("`RSA1_5` is in " + Names.listed(offering));
  }

  private static boolean hasNone(Metadata metadata, String member) {
    return metadata.texts(member).orElse(Set.of()).stream()
        .anyMatch(algorithm -> algorithm.toLowerCase(Locale.ROOT).equals("none"));
  }

  private static List<String> members(Metadata metadata) {
    return metadata.names().stream().filter(name -> name.endsWith(SUFFIX)).toList();
  }
}
