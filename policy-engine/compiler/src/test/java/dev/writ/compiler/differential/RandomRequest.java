package dev.writ.compiler.differential;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What conditions see, at random: properties that are missing now and then, and now and then of a
 * type that nobody meant. Maps hold no nulls, since for the engine a null property is absent.
 */
final class RandomRequest {
  static final Instant NOW = Instant.parse("2026-03-29T00:30:00.5Z");

  private static final List<Object> TEXTS =
      List.of("", "a", "ab", "abcabc", "é", "😀x", "10", "n", "alice", "Europe/Berlin", "1h");
  private static final List<Object> INTS =
      List.of(0L, 1L, -1L, 2L, 3L, 7L, Long.MAX_VALUE, Long.MIN_VALUE, 9007199254740993L);
  private static final List<Object> DOUBLES =
      List.of(0.0, -0.0, 1.0, 2.0, -1.5, 0.1, 1e300, 3.0, Double.POSITIVE_INFINITY);

  /** Names of properties by the type they are meant to have. */
  private static final Map<String, List<String>> PROPERTIES =
      Map.ofEntries(
          Map.entry("bool", List.of("ok", "off")),
          Map.entry("int", List.of("n", "m")),
          Map.entry("double", List.of("d", "e")),
          Map.entry("string", List.of("s", "t", "id")),
          Map.entry("timestamp", List.of("at")),
          Map.entry("duration", List.of("span")),
          Map.entry("list(string)", List.of("tags")),
          Map.entry("list(int)", List.of("ns")),
          Map.entry("list(double)", List.of("ds")),
          Map.entry("list(map(int))", List.of("items")),
          Map.entry("map(string)", List.of("labels")),
          Map.entry("map(int)", List.of("counts")),
          Map.entry("dyn", List.of("any", "deep", "mixed")));

  private final Random random;

  private RandomRequest(Random random) {
    this.random = random;
  }

  /** The name of a property meant to have the type, else of one that may have any. */
  static String property(String type, Random random) {
    List<String> names = PROPERTIES.getOrDefault(type, List.of("any", "mixed"));
    return names.get(random.nextInt(names.size()));
  }

  /** Values by name of subject, resource and context. */
  static Map<String, Map<String, Object>> of(Random random) {
    var request = new RandomRequest(random);
    return Map.of(
        "subject", request.entity(), "resource", request.entity(), "context", request.section(2));
  }

  private Map<String, Object> entity() {
    Map<String, Object> entity = section(2);
    entity.put("id", any(TEXTS));
    entity.put("type", "thing");
    entity.put("roles", list(() -> any(TEXTS)));
    return entity;
  }

  private Map<String, Object> section(int depth) {
    var properties = new TreeMap<String, Object>();
    PROPERTIES.forEach(
        (type, names) ->
            names.forEach(
                name -> {
                  if (random.nextInt(12) != 0 && !name.equals("id")) {
                    properties.put(name, value(random.nextInt(12) == 0 ? "dyn" : type, depth));
                  }
                }));
    if (depth > 0) {
      properties.put("deep", section(depth - 1));
    }
    return properties;
  }

  private Object value(String type, int depth) {
    return switch (type) {
      case "bool" -> random.nextBoolean();
      case "int" -> any(INTS);
      case "double" -> any(DOUBLES);
      case "string" -> any(TEXTS);
      case "timestamp" ->
          Instant.ofEpochSecond(1774746000L + random.nextInt(7200), random.nextInt(3));
      case "duration" -> Duration.ofMillis(random.nextInt(10_000_000) - 5_000_000);
      case "list(string)" -> list(() -> any(TEXTS));
      case "list(int)" -> list(() -> any(INTS));
      case "list(double)" -> list(() -> any(DOUBLES));
      case "list(map(int))" -> list(() -> map(key -> any(INTS)));
      case "map(string)" -> map(key -> any(TEXTS));
      case "map(int)" -> map(key -> any(INTS));
      default -> anything(depth);
    };
  }

  private @Nullable Object anythingOrNull(int depth) {
    return random.nextInt(5) == 0 ? null : anything(depth);
  }

  private Object anything(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> random.nextBoolean();
      case 1 -> any(INTS);
      case 2 -> any(DOUBLES);
      case 3 -> any(TEXTS);
      case 4 -> NOW;
      case 5 -> Duration.ofSeconds(random.nextInt(100));
      case 6 -> list(() -> anythingOrNull(depth - 1));
      default -> map(key -> anything(depth - 1));
    };
  }

  private List<@Nullable Object> list(java.util.function.Supplier<@Nullable Object> element) {
    var list = new ArrayList<@Nullable Object>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private Map<String, Object> map(Function<String, Object> value) {
    var map = new TreeMap<String, Object>();
    for (String key : Arrays.asList("a", "b", "c", "é")) {
      if (random.nextBoolean()) {
        map.put(key, value.apply(key));
      }
    }
    return map;
  }

  private Object any(List<Object> values) {
    return values.get(random.nextInt(values.size()));
  }
}
