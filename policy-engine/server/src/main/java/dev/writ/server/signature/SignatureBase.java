package dev.writ.server.signature;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.StringItem;

/**
 * What is signed (RFC 9421, section 2.5).
 *
 * @param covered the names of the components
 * @param text one line for each component and one for the parameters
 */
record SignatureBase(Set<String> covered, String text) {
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
  private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e\\t]*");

  static SignatureBase of(SignatureInput input, SignedMessage message) {
    Set<String> covered = new HashSet<>();
    var text = new StringBuilder();
    for (Item<?> component : input.list().get()) {
      String name = name(component);
      if (!covered.add(name)) {
        throw Fault.SIGNATURE_MALFORMED.refused();
      }
      text.append('"').append(name).append("\": ").append(value(name, message)).append('\n');
    }
    text.append("\"@signature-params\": ").append(input.list().serialize());
    return new SignatureBase(Set.copyOf(covered), text.toString());
  }

  /** The bytes that are signed; there is nothing but ASCII among them. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Whether nothing that means something to us can be changed, or added, without breaking the
   * signature.
   *
   * @param meaningful headers that mean something, in lower case
   */
  boolean isEnough(SignedMessage message, Set<String> meaningful) {
    return covered.contains("@method")
        && coversTarget()
        && (message.body().length == 0 || covered.contains("content-digest"))
        && meaningful.stream().allMatch(field -> covered.contains(field) || !message.has(field));
  }

  private boolean coversTarget() {
    return covered.contains("@target-uri")
        || covered.containsAll(Set.of("@authority", "@path", "@query"))
        || covered.containsAll(Set.of("@authority", "@request-target"));
  }

  /** No parameters: each changes how a value is made, and none is needed to ask a PDP. */
  private static String name(Item<?> component) {
    if (!(component instanceof StringItem text)) {
      throw Fault.SIGNATURE_MALFORMED.refused();
    }
    if (!component.getParams().isEmpty()) {
      throw Fault.SIGNATURE_UNSUPPORTED.refused();
    }
    return text.get();
  }

  private static String value(String name, SignedMessage message) {
    String value =
        switch (name) {
          case "@method" -> message.method();
          case "@scheme" -> message.scheme();
          case "@authority" -> message.normalizedAuthority();
          case "@target-uri" ->
              message.scheme() + "://" + message.normalizedAuthority() + message.target();
          case "@request-target" -> message.target();
          case "@path" -> message.path();
          case "@query" -> message.query();
          default -> field(name, message);
        };
    if (!VISIBLE.matcher(value).matches()) {
      throw Fault.SIGNATURE_UNSUPPORTED.refused();
    }
    return value;
  }

  private static String field(String name, SignedMessage message) {
    List<String> values =
        FIELD_NAME.matcher(name).matches() ? message.fields().apply(name) : List.of();
    if (values.isEmpty()) {
      throw Fault.SIGNATURE_UNSUPPORTED.refused();
    }
    return values.stream().map(String::strip).collect(Collectors.joining(", "));
  }
}
