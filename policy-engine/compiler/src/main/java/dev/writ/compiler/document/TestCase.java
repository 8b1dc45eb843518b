package dev.writ.compiler.document;

import dev.writ.compiler.source.Located;
import dev.writ.compiler.source.Location;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test case: every combination of its subjects, actions and resources, of each at least one.
 *
 * @param location the case's first key
 * @param name the sentence after {@code case}
 * @param service a SPIFFE ID, only known to be text
 * @param token the verified claims of the subject's token
 * @param at {@code now}; null for the document's default
 * @param by exactly these determining rules; empty for none, null if the case does not say
 * @param reason the expected reason
 * @param output the expected outputs by rule name
 * @param errors whether conditions are expected to fail
 */
public record TestCase(
    Location location,
    Located<String> name,
    @Nullable Located<String> description,
    List<TestEntity> subjects,
    List<TestAction> actions,
    List<TestEntity> resources,
    Data.@Nullable Fields context,
    @Nullable Located<String> service,
    Data.@Nullable Fields token,
    @Nullable Peer peer,
    @Nullable Located<Instant> at,
    Located<Effect> expect,
    @Nullable List<Located<String>> by,
    @Nullable Located<String> reason,
    Data.@Nullable Fields output,
    boolean errors) {

  public TestCase {
    subjects = List.copyOf(subjects);
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    by = by == null ? null : List.copyOf(by);
  }

  /**
   * A subject or resource that the peer states.
   *
   * @param location where the case mentions it
   * @param label its name in the test file; null if it is written in place
   * @param properties what is stated besides {@code type} and {@code id}
   */
  public record TestEntity(
      Location location,
      @Nullable String label,
      Located<String> type,
      Located<String> id,
      Data.Fields properties) {}

  /** An action that the peer states; its properties may be none. */
  public record TestAction(Location location, Located<String> name, Data.Fields properties) {}

  /**
   * The peer as the PDP authenticated it.
   *
   * @param id null only where the kind is {@code NONE}
   */
  public record Peer(Location location, @Nullable Located<String> id, Located<PeerKind> kind) {}

  /** How a peer authenticated; {@code NONE} in a PDP started insecurely. */
  public enum PeerKind {
    MTLS,
    TOKEN,
    SIGNATURE,
    LOCAL,
    NONE
  }
}
