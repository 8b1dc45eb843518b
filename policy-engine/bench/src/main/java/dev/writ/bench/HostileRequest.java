package dev.writ.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a hostile request may hold: each property is as large as a body of a mebibyte allows. */
final class HostileRequest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int NUMBERS = MEBIBYTE / 2;
  private static final int TEXTS = MEBIBYTE / 9;
  private static final int ENTRIES = MEBIBYTE / 11;
  private static final int LEVELS = 60;

  /** Within what the budget of one condition can read some times. */
  private static final int MEDIUM = 20_000;

  private HostileRequest() {}

  /** Values by root and property; those of subject and resource are equal and not the same. */
  static Map<String, Map<String, Object>> values() {
    return Map.of("subject", properties(), "resource", properties(), "context", properties());
  }

  private static Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("id", "1");
    properties.put("type", "thing");
    properties.put("roles", List.of());
    properties.put("numbers", numbers());
    properties.put(
        "texts", IntStream.range(0, TEXTS).mapToObj(i -> "t" + i * 7919L % TEXTS).toList());
    properties.put("map", map());
    properties.put("nested", nested());
    properties.put("text", "a".repeat(MEBIBYTE));
    properties.put("half", "a".repeat(MEBIBYTE / 2));
    properties.put("medium", "a".repeat(MEDIUM));
    properties.put("needle", "a".repeat(MEDIUM / 2) + "b");
    properties.put("spaces", " ".repeat(MEDIUM) + "a" + " ".repeat(MEDIUM));
    properties.put("emoji", "😀".repeat(MEDIUM / 2));
    properties.put("digits", "1".repeat(MEBIBYTE));
    properties.put("mediumDigits", "0." + "123456789".repeat(MEDIUM / 9));
    properties.put("short", new String("x".repeat(63)));
    return properties;
  }

  private static List<Object> numbers() {
    return IntStream.range(0, NUMBERS)
        .mapToObj(i -> (Object) (double) (i * 7919L % NUMBERS))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Map<String, Object> map() {
    return IntStream.range(0, ENTRIES).boxed().collect(Collectors.toMap(i -> "k" + i, i -> 1.0));
  }

  private static Object nested() {
    Object nested = numbers().subList(0, MEDIUM);
    for (int i = 0; i < LEVELS; i++) {
      nested = List.of(nested);
    }
    return nested;
  }
}
