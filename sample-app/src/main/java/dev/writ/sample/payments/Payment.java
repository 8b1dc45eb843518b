package dev.writ.sample.payments;

import dev.writ.client.Resource;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Money for an order. Immutable.
 *
 * @param country where the money comes from, ISO 3166 alpha-2
 * @param status {@code paid}, {@code refunded} or {@code settled}
 */
public record Payment(
    String id,
    String orderId,
    String ownerId,
    BigDecimal amount,
    String currency,
    String country,
    String status) {

  Payment withStatus(String changed) {
    return new Payment(id, orderId, ownerId, amount, currency, country, changed);
  }

  /** What a decision about this payment may depend on. */
  Map<String, Object> properties() {
    return Map.of("ownerId", ownerId, "amount", amount, "currency", currency, "country", country);
  }

  Resource asResource() {
    return new Resource("payments", id, properties());
  }
}
