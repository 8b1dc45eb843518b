package dev.writ.sample.tickets;

import dev.writ.client.Subject;
import dev.writ.client.jakarta.ResourceProperties;
import dev.writ.sample.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The shop's tickets, and what decisions need to know of them. */
@ApplicationScoped
public class Tickets implements ResourceProperties {

  private final Store<Ticket> store = new Store<>("ticket-", 2);

  Tickets() {
    store.put("ticket-1", Ticket.open("ticket-1", "alice", "Where is my order?"));
    store.put("ticket-2", Ticket.open("ticket-2", "alice", "How long do you open?").closed());
  }

  @Override
  public CompletionStage<Map<String, Object>> of(Subject caller, String id) {
    return CompletableFuture.completedStage(
        store.find(id).map(Ticket::properties).orElseGet(Map::of));
  }

  Store<Ticket> store() {
    return store;
  }
}
