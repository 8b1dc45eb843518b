package dev.writ.sample.payments;

import dev.writ.client.Subject;
import dev.writ.client.jakarta.ResourceProperties;
import dev.writ.sample.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The shop's payments, and what decisions need to know of them. */
@ApplicationScoped
public class Payments implements ResourceProperties {

  private final Store<Payment> store = new Store<>("payment-", 2);

  Payments() {
    add("payment-1", "order-1001", "20.00");
    add("payment-2", "order-1002", "2000.00");
  }

  private void add(String id, String orderId, String amount) {
    store.put(id, new Payment(id, orderId, "alice", new BigDecimal(amount), "EUR", "DE", "paid"));
  }

  @Override
  public CompletionStage<Map<String, Object>> of(Subject caller, String id) {
    return CompletableFuture.completedStage(
        store.find(id).map(Payment::properties).orElseGet(Map::of));
  }

  Store<Payment> store() {
    return store;
  }
}
