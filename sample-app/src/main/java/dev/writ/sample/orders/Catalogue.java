package dev.writ.sample.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the shop sells, and for how much: a price is never the customer's word. */
@ApplicationScoped
public class Catalogue {

  private static final Map<String, BigDecimal> PRICES =
      Map.of(
          "tea", new BigDecimal("8.50"),
          "kettle", new BigDecimal("34.00"),
          "samovar", new BigDecimal("1250.00"));

  BigDecimal total(List<Item> items) {
    return items.stream().map(Catalogue::price).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal price(Item item) {
    BigDecimal price = PRICES.get(item.article());
    if (price == null) {
      throw new BadRequestException("there is no article `" + item.article() + "`");
    }
    return price.multiply(BigDecimal.valueOf(item.pieces()));
  }
}
