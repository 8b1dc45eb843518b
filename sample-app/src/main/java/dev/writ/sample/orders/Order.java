package dev.writ.sample.orders;

import dev.writ.client.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a customer ordered. Immutable.
 *
 * @param total in euros
 */
public record Order(
    String id,
    String ownerId,
    Status status,
    List<Item> items,
    BigDecimal total,
    Optional<Instant> deliveredAt) {

  public Order {
    items = List.copyOf(items);
  }

  static Order open(String id, String ownerId, List<Item> items, BigDecimal total) {
    return new Order(id, ownerId, Status.OPEN, items, total, Optional.empty());
  }

  Order withItems(List<Item> changed, BigDecimal changedTotal) {
    return new Order(id, ownerId, status, changed, changedTotal, deliveredAt);
  }

  Order withStatus(Status changed) {
    return new Order(id, ownerId, changed, items, total, deliveredAt);
  }

  /** What a decision about this order may depend on. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ownerId", ownerId);
    properties.put("status", status.text());
    properties.put("total", total);
    deliveredAt.ifPresent(time -> properties.put("deliveredAt", time));
    return properties;
  }

  Resource asResource() {
    return new Resource("orders", id, properties());
  }
}
