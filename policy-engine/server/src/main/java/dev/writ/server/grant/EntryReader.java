package dev.writ.server.grant;

import dev.writ.engine.pattern.ServicePattern;
import dev.writ.engine.pattern.SubjectPattern;
import dev.writ.engine.pattern.SubjectPattern.InAnyGroup;
import dev.writ.engine.pattern.SubjectPattern.InGroup;
import dev.writ.server.config.PeerConfig;
import dev.writ.server.peer.Operation;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads an entry of {@code writ.peers}, or says which key of it is wrong. */
final class EntryReader {
  private static final String ANY = "*";

  private final String name;
  private final PeerConfig written;

  EntryReader(String name, PeerConfig written) {
    this.name = name;
    this.written = written;
  }

  PeerEntry read() {
    return new PeerEntry(
        listed("spiffe-ids", written.spiffeIds(), ServicePattern::of),
        names(written.commonNames()),
        names(written.tokens()),
        names(written.clients()),
        names(written.keyOwners()),
        rights());
  }

  private Rights rights() {
    return new Rights(
        operations(),
        allowed("subjects", written.subjects(), EntryReader::subject),
        allowed("resources", written.resources(), UnaryOperator.identity()),
        allowed("services", written.services(), ServicePattern::of),
        Set.copyOf(listed("service-field", written.serviceField().map(List::of), ServiceField::of)),
        byType(written.roles()),
        byType(written.groups()),
        allowed("issuers", written.issuers(), UnaryOperator.identity()));
  }

  private Set<Operation> operations() {
    List<String> names = written.operations().orElse(List.of());
    return names.contains(ANY)
        ? Set.of(Operation.values())
        : new HashSet<>(listed("operations", Optional.of(names), EntryReader::operation));
  }

  private static Operation operation(String id) {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the operations are "
                        + Arrays.stream(Operation.values())
                            .map(operation -> "`" + operation.id() + "`")
                            .collect(Collectors.joining(", "))));
  }

  /** Groups are what peers state themselves: they cannot say whom a peer may speak about. */
  private static SubjectPattern subject(String text) {
    SubjectPattern pattern = SubjectPattern.of(text);
    if (pattern instanceof InGroup || pattern instanceof InAnyGroup) {
      throw new IllegalArgumentException("subjects are named by type and id, not by group");
    }
    return pattern;
  }

  private static Set<String> names(Optional<List<String>> texts) {
    return Set.copyOf(texts.orElse(List.of()));
  }

  private static Map<String, Allowed<String>> byType(Map<String, List<String>> texts) {
    Map<String, Allowed<String>> allowed = new HashMap<>();
    texts.forEach((type, names) -> allowed.put(type, Allowed.of(names, UnaryOperator.identity())));
    return allowed;
  }

  private <T> Allowed<T> allowed(
      String key, Optional<List<String>> texts, Function<String, T> reader) {
    return Allowed.of(texts.orElse(List.of()), text -> read(key, text, reader));
  }

  private <T> List<T> listed(String key, Optional<List<String>> texts, Function<String, T> reader) {
    return texts.orElse(List.of()).stream().map(text -> read(key, text, reader)).toList();
  }

  private <T> T read(String key, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "`writ.peers.%s.%s` has `%s`: %s".formatted(name, key, text, e.getMessage()));
    }
  }
}
