package dev.writ.sample.orders;

import dev.writ.client.Subject;
import dev.writ.client.jakarta.ResourceProperties;
import dev.writ.sample.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The shop's orders, and what decisions need to know of them. */
@ApplicationScoped
public class Orders implements ResourceProperties {

  private final Store<Order> store = new Store<>("order-", 1003);

  Orders() {
    add("order-1001", "alice", Status.OPEN, new Item("tea", 5), "42.50");
    add("order-1002", "alice", Status.SHIPPED, new Item("kettle", 4), "136.00");
    add("order-1003", "bob", Status.DELIVERED, new Item("samovar", 1), "1250.00");
  }

  private void add(String id, String ownerId, Status status, Item item, String total) {
    Optional<Instant> delivered =
        status == Status.DELIVERED
            ? Optional.of(Instant.now().minus(3, ChronoUnit.DAYS))
            : Optional.empty();
    store.put(id, new Order(id, ownerId, status, List.of(item), new BigDecimal(total), delivered));
  }

  @Override
  public CompletionStage<Map<String, Object>> of(Subject caller, String id) {
    return CompletableFuture.completedStage(
        store.find(id).map(Order::properties).orElseGet(Map::of));
  }

  /** The order of that id, where there is one. */
  public Optional<Order> find(String id) {
    return store.find(id);
  }

  Store<Order> store() {
    return store;
  }
}
