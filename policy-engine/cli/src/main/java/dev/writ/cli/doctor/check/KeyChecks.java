package dev.writ.cli.doctor.check;

import static dev.writ.cli.doctor.check.Rule.Topic.KEYS;

import dev.writ.cli.doctor.provider.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The published keys. */
final class KeyChecks {
  private static final int RSA_BITS = 2048;
  private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  static final List<Check> ALL =
      List.of(
          Check.ofKeys(
              rule("keys", "there are keys to verify signatures with", "RFC 8414 section 2"),
              KeyChecks::present),
          Check.ofKeys(
              rule(
                  "key-sizes",
                  "every key is RSA of 2048 bits or more, P-256, P-384, P-521 or Edwards",
                  "RFC 8725 section 3.5"),
              keys -> none(keys, key -> !isStrong(key), "weak, malformed or not known")),
          Check.ofKeys(
              rule("private-keys", "no private or secret key is published", "RFC 7517 section 9.2"),
              keys -> none(keys, key -> PRIVATE.stream().anyMatch(key::has), "not public alone")),
          Check.ofKeys(
              rule("key-ids", "every key has an id of its own", "RFC 7517 section 4.5"),
              KeyChecks::ids),
          Check.ofKeys(
              rule("key-use", "every key says what it is for", "RFC 8725 section 3.1"),
              keys ->
                  noneRecommended(
                      keys,
                      key -> key.text("use").isEmpty() && !key.has("key_ops"),
                      "without `use`")),
          Check.ofKeys(
              rule("key-algorithm", "every key names its algorithm", "RFC 8725 section 3.1"),
              keys -> noneRecommended(keys, key -> key.text("alg").isEmpty(), "without `alg`")));

  private KeyChecks() {}

  private static Rule rule(String id, String title, String source) {
    return new Rule(id, KEYS, title, source);
  }

  private static Result present(List<Key> keys) {
    long signing = keys.stream().filter(key -> !isFor(key, "enc")).count();
    return signing > 0 ? Result.passed() : new Result.Failed("there is none");
  }

  private static boolean isFor(Key key, String use) {
    return key.text("use").filter(use::equals).isPresent();
  }

  private static boolean isStrong(Key key) {
    return key.key().filter(known -> isStrong(known, key)).isPresent();
  }

  private static boolean isStrong(java.security.Key known, Key key) {
    return switch (known) {
      case RSAPublicKey rsa ->
          rsa.getModulus().bitLength() >= RSA_BITS
              && rsa.getPublicExponent().testBit(0)
              && rsa.getPublicExponent().bitLength() > 1;
      case ECPublicKey ec -> key.text("crv").filter(CURVES::contains).isPresent();
      case EdECPublicKey edwards -> true;
      default -> false;
    };
  }

  private static Result ids(List<Key> keys) {
    List<Key> anonymous = keys.stream().filter(key -> key.text("kid").isEmpty()).toList();
    if (!anonymous.isEmpty() && keys.size() > 1) {
      return new Result.Failed("without `kid`: " + Names.listed(names(anonymous)));
    }
    var seen = new HashSet<String>();
    List<Key> repeated =
        keys.stream().filter(key -> key.text("kid").filter(k -> !seen.add(k)).isPresent()).toList();
    return repeated.isEmpty()
        ? Result.passed()
        : new Result.Failed("twice: " + Names.listed(names(repeated)));
  }

  private static Result none(List<Key> keys, Predicate<Key> wrong, String what) {
    return none(keys, wrong, what, Result.Failed::new);
  }

  private static Result noneRecommended(List<Key> keys, Predicate<Key> wrong, String what) {
    return none(keys, wrong, what, Result.Warned::new);
  }

  private static Result none(
      List<Key> keys, Predicate<Key> wrong, String what, Function<String, Result> otherwise) {
    List<Key> found = keys.stream().filter(wrong).toList();
    return found.isEmpty()
        ? Result.passed()
        : otherwise.apply(what + ": " + Names.listed(names(found)));
  }

  private static List<String> names(List<Key> keys) {
    return keys.stream().map(Key::name).toList();
  }
}
