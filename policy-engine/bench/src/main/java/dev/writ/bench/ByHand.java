package dev.writ.bench;

import dev.writ.engine.request.AccessRequest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the shop's policies check of a refund and of reading an order, as a programmer would write
 * it into a service: the floor for the engine.
 */
final class ByHand {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<LocalDate> CLOSED =
      Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1));
  private static final Instant FREEZE = Instant.parse("2026-11-30T14:00:00Z");
  private static final Instant THAW = Instant.parse("2026-12-01T08:30:00Z");
  private static final Instant YEAR_END = Instant.parse("2026-12-31T14:00:00Z");
  private static final Instant NEW_YEAR = Instant.parse("2027-01-04T08:30:00Z");
  private static final Set<String> SANCTIONED = Set.of("KP", "XX");

  private ByHand() {}

  static boolean mayRefund(AccessRequest request) {
    List<?> roles = roles(request);
    Map<String, Object> payment = request.resource().properties();
    if (!(payment.get("ownerId") instanceof String owner)
        || !(payment.get("amount") instanceof Double amount)
        || !(payment.get("currency") instanceof String)
        || !(payment.get("country") instanceof String country)) {
      return false;
    }
    boolean admin = roles.contains("admin");
    boolean denied =
        !admin && !isBusinessHours(request.now())
            || isFrozen(request.now())
            || SANCTIONED.contains(country);
    boolean allowed =
        admin || isCustomer(roles) && owner.equals(request.subject().id()) && amount <= 1000;
    return allowed && !denied;
  }

  static boolean mayReadOrder(AccessRequest request) {
    List<?> roles = roles(request);
    return request.resource().properties().get("ownerId") instanceof String owner
        && (roles.contains("admin")
            || roles.contains("support")
            || isCustomer(roles) && owner.equals(request.subject().id()));
  }

  private static List<?> roles(AccessRequest request) {
    return (List<?>) request.subject().properties().get("roles");
  }

  private static boolean isCustomer(List<?> roles) {
    return roles.contains("customer") || roles.contains("support");
  }

  private static boolean isBusinessHours(Instant now) {
    ZonedDateTime local = now.atZone(BERLIN);
    DayOfWeek day = local.getDayOfWeek();
    return local.getHour() >= 9
        && local.getHour() < 17
        && day != DayOfWeek.SATURDAY
        && day != DayOfWeek.SUNDAY
        && !CLOSED.contains(local.toLocalDate());
  }

  private static boolean isFrozen(Instant now) {
    return !now.isBefore(FREEZE) && now.isBefore(THAW)
        || !now.isBefore(YEAR_END) && now.isBefore(NEW_YEAR);
  }
}
