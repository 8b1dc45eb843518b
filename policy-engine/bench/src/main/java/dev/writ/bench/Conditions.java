package dev.writ.bench;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The five conditions that are measured: as CEL, and as a Java programmer would write them. */
public enum Conditions {
  OWNER("resource.ownerId == subject.id", Conditions::owner),
  ROLE_IN_LIST("'manager' in subject.roles || 'admin' in subject.roles", Conditions::roleInList),
  OFFICE_HOURS(
      "resource.path.startsWith('/reports/') && 'manager' in subject.roles"
          + " && now.getHours('Europe/Berlin') >= 9 && now.getHours('Europe/Berlin') < 17",
      Conditions::officeHours),
  AMOUNTS(
      "resource.items.exists(i, i.amount > 100.0) && resource.items.all(i, i.amount < 1000.0)",
      Conditions::amounts),
  SPIFFE_PATTERN(
      "service.id.matches('^spiffe://shop\\\\.example/ns/[a-z]+/sa/ledger$')", Conditions::spiffe);

  static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Pattern LEDGER =
      Pattern.compile("^spiffe://shop\\.example/ns/[a-z]+/sa/ledger$");

  final String cel;
  final Predicate<Map<String, Map<String, Object>>> java;

  Conditions(String cel, Predicate<Map<String, Map<String, Object>>> java) {
    this.cel = cel;
    this.java = java;
  }

  /** One request, true for each condition. */
  static Map<String, Map<String, Object>> request() {
    return Map.of(
        "subject",
        Map.of("type", "user", "id", "alice", "roles", List.of("customer", "support", "manager")),
        "resource",
        Map.of(
            "type",
            "report",
            "id",
            "7",
            "ownerId",
            new String("alice"),
            "path",
            "/reports/2026/q1",
            "items",
            List.of(
                Map.of("amount", 20.0),
                Map.of("amount", 70.0),
                Map.of("amount", 250.0),
                Map.of("amount", 5.0))),
        "service",
        Map.of("id", "spiffe://shop.example/ns/prod/sa/ledger"),
        "environment",
        Map.of("now", NOW));
  }

  private static boolean owner(Map<String, Map<String, Object>> request) {
    return request.get("subject").get("id").equals(request.get("resource").get("ownerId"));
  }

  private static boolean roleInList(Map<String, Map<String, Object>> request) {
    List<?> roles = (List<?>) request.get("subject").get("roles");
    return roles.contains("manager") || roles.contains("admin");
  }

  private static boolean officeHours(Map<String, Map<String, Object>> request) {
    String path = (String) request.get("resource").get("path");
    List<?> roles = (List<?>) request.get("subject").get("roles");
    if (!path.startsWith("/reports/") || !roles.contains("manager")) {
      return false;
    }
    ZonedDateTime now = ((Instant) request.get("environment").get("now")).atZone(BERLIN);
    return now.getHour() >= 9 && now.getHour() < 17;
  }

  private static boolean amounts(Map<String, Map<String, Object>> request) {
    List<?> items = (List<?>) request.get("resource").get("items");
    boolean large = false;
    for (Object item : items) {
      double amount = (Double) ((Map<?, ?>) item).get("amount");
      if (amount >= 1000.0) {
        return false;
      }
      large |= amount > 100.0;
    }
    return large;
  }

  private static boolean spiffe(Map<String, Map<String, Object>> request) {
    return LEDGER.matcher((String) request.get("service").get("id")).find();
  }
}
