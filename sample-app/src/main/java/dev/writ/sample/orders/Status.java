package dev.writ.sample.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an order stands. */
public enum Status {
  OPEN,
  SHIPPED,
  DELIVERED,
  CANCELLED,
  RETURNED;

  /** Its name in policies and answers. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
