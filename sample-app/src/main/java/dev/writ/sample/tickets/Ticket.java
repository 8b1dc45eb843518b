package dev.writ.sample.tickets;

import dev.writ.client.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A question to the shop, and what was said about it. Immutable.
 *
 * @param status {@code open} or {@code closed}
 */
public record Ticket(
    String id, String ownerId, String status, String question, List<String> comments) {

  public Ticket {
    comments = List.copyOf(comments);
  }

  static Ticket open(String id, String ownerId, String question) {
    return new Ticket(id, ownerId, "open", question, List.of());
  }

  Ticket with(String comment) {
    List<String> more = Stream.concat(comments.stream(), Stream.of(comment)).toList();
    return new Ticket(id, ownerId, status, question, more);
  }

  Ticket closed() {
    return new Ticket(id, ownerId, "closed", question, comments);
  }

  /** What a decision about this ticket may depend on. */
  Map<String, Object> properties() {
    return Map.of("ownerId", ownerId, "status", status);
  }

  Resource asResource() {
    return new Resource("tickets", id, properties());
  }
}
