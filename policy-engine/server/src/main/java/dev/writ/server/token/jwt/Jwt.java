package dev.writ.server.token.jwt;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A signed token (RFC 7515, RFC 7519; compact form) as it was received. What it says is to be
 * believed only once {@link #verify} returned.
 */
public final class Jwt {
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");
  private static final Pattern ENCRYPTED = Pattern.compile("[\\w-]+(\\.[\\w-]*){4}");

  /** Where a signer could point to a key of its own choosing. */
  private static final List<String> KEY_HEADERS =
      List.of(
          HeaderParameterNames.JWK_SET_URL,
          HeaderParameterNames.X509_URL,
          HeaderParameterNames.X509_CERTIFICATE_CHAIN);

  private final JsonWebSignature signature;
  private final Claims claims;

  private Jwt(JsonWebSignature signature) {
    this.signature = signature;
    this.claims = Claims.read(signature.getUnverifiedPayload());
  }

  /** Whether a text has the form of a signed or encrypted token, rather than an opaque one. */
  public static boolean isLike(String text) {
    return SIGNED.matcher(text).matches() || ENCRYPTED.matcher(text).matches();
  }

  /**
   * Reads a token whose key its issuer must have.
   *
   * @throws BadToken if it is malformed, nested, or says with which key to verify it
   */
  public static Jwt read(String text) {
    Jwt jwt = parse(text);
    if (jwt.header(HeaderParameterNames.JWK) != null) {
      throw new BadToken(Reason.KEY_IN_HEADER);
    }
    return jwt;
  }

  /**
   * Reads a token that brings its key, as DPoP proofs do.
   *
   * @throws BadToken if it is malformed or nested
   */
  public static Jwt readProof(String text) {
    return parse(text);
  }

  private static Jwt parse(String text) {
    if (ENCRYPTED.matcher(text).matches()) {
      throw new BadToken(Reason.NESTED_TOKEN);
    }
    if (!SIGNED.matcher(text).matches()) {
      throw new BadToken(Reason.MALFORMED_TOKEN);
    }
    var signature = new JsonWebSignature();
    try {
      signature.setCompactSerialization(text);
    } catch (JoseException e) {
      throw new BadToken(Reason.MALFORMED_TOKEN);
    }
    checkHeaders(signature);
    return new Jwt(signature);
  }

  private static void checkHeaders(JsonWebSignature signature) {
    if (signature.getObjectHeader(HeaderParameterNames.CRITICAL) != null) {
      throw new BadToken(Reason.CRITICAL_HEADER);
    }
    if (signature.getObjectHeader(HeaderParameterNames.CONTENT_TYPE) != null) {
      throw new BadToken(Reason.NESTED_TOKEN);
    }
    for (String name : KEY_HEADERS) {
      if (signature.getObjectHeader(name) != null) {
        throw new BadToken(Reason.KEY_IN_HEADER);
      }
    }
  }

  private @Nullable Object header(String name) {
    return signature.getObjectHeader(name);
  }

  private @Nullable String textHeader(String name) {
    Object value = header(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new BadToken(Reason.MALFORMED_TOKEN);
  }

  /** The key that it says to be signed with: {@code kid}, or null. */
  public @Nullable String keyId() {
    return textHeader(HeaderParameterNames.KEY_ID);
  }

  /** The header {@code typ}, or null. */
  public @Nullable String type() {
    return textHeader(HeaderParameterNames.TYPE);
  }

  /** What it claims, believed or not. */
  public Claims claims() {
    return claims;
  }

  /**
   * The public key in the header {@code jwk}.
   *
   * @throws BadToken if there is none, or more than a public one
   */
  public PublicJsonWebKey ownKey() {
    try {
      PublicJsonWebKey key = signature.getJwkHeader();
      if (key == null || key.getPrivateKey() != null) {
        throw new BadToken(Reason.INVALID_DPOP_PROOF);
      }
      return key;
    } catch (JoseException | ClassCastException e) {
      throw new BadToken(Reason.INVALID_DPOP_PROOF);
    }
  }

  /**
   * Checks algorithm and type against an issuer's rules, before any key is looked for.
   *
   * @throws BadToken if they are not among the rules'
   */
  public void checkForm(Rules rules) {
    checkAlgorithm(rules.algorithms());
    rules.checkType(type());
  }

  private void checkAlgorithm(Set<String> allowed) {
    String algorithm = textHeader(HeaderParameterNames.ALGORITHM);
    if (algorithm == null || !allowed.contains(algorithm)) {
      throw new BadToken(Reason.ALGORITHM_NOT_ALLOWED);
    }
  }

  /**
   * Verifies the signature with an issuer's key.
   *
   * @throws BadToken if it does not verify
   */
  public void verify(KeySet.Key key, Set<String> algorithms) {
    if (key.algorithm() != null && !key.algorithm().equals(textHeader("alg"))) {
      throw new BadToken(Reason.UNKNOWN_KEY);
    }
    verify(key.key(), algorithms);
  }

  /**
   * Verifies the signature.
   *
   * @throws BadToken if it does not verify
   */
  public void verify(Key key, Set<String> algorithms) {
    checkAlgorithm(algorithms);
    try {
      signature.setAlgorithmConstraints(
          new AlgorithmConstraints(PERMIT, algorithms.toArray(String[]::new)));
      signature.setKey(key);
      if (signature.verifySignature()) {
        return;
      }
    } catch (JoseException e) {
      // a key that does not suit the algorithm: no better than a wrong signature
    }
    throw new BadToken(Reason.INVALID_SIGNATURE);
  }
}
