package dev.writ.engine.expr;

import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expr.FoldKind;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import dev.writ.engine.value.Bytes;
import dev.writ.engine.value.Null;
import dev.writ.engine.value.UInt;
import dev.writ.engine.value.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Expressions and requests of any form, most of them ill-typed, and types that are only claimed.
 */
final class ArbitraryExprs {
  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "true",
    "1",
    "-2.5",
    "1h",
    "2026-03-04T10:00:00Z",
    "10.0.0.1",
    "10.0.0.0/8",
    "::1",
    "spiffe://a/ns/b/sa/c",
    "\uD83D\uDE00x",
    "UTC",
    "+02:00",
    "aGk=",
    "a,b,a"
  };
  private static final long[] NUMBERS = {
    0, 1, 2, -1, 7, 64, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, (1L << 53) + 1
  };
  private static final double[] REALS = {
    0.0, -0.0, 1.0, 2.5, -1.0, Double.NaN, Double.POSITIVE_INFINITY, 0x1p53, 0x1p63, 1e300
  };
  private static final Type[] TYPES = {
    Type.DYN, Type.DYN, Type.DYN, Type.INT, Type.DOUBLE, Type.STRING, Type.BOOL
  };
  private static final String[] PROPERTIES = {"a", "b", "c", "d", "e"};

  private final Random random;
  private final List<Integer> visible = new ArrayList<>();
  private int locals;

  ArbitraryExprs(long seed) {
    random = new Random(seed);
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A value of the CEL domain. */
  Object value(int levels) {
    return switch (random.nextInt(levels > 0 ? 14 : 11)) {
      case 0 -> random.nextBoolean();
      case 1, 2 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 3 -> new UInt(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4, 5 -> REALS[random.nextInt(REALS.length)];
      case 6, 7 -> pick(TEXTS);
      case 8 -> Bytes.of(new byte[] {1, (byte) random.nextInt(256)});
      case 9 -> random.nextBoolean() ? Null.NULL : Instant.EPOCH;
      case 10 -> random.nextBoolean() ? Type.INT : Duration.ofSeconds(5);
      case 11 -> map(levels);
      default -> list(levels);
    };
  }

  private List<Object> list(int levels) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(levels - 1));
    }
    return list;
  }

  private Map<Object, Object> map(int levels) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(pick(PROPERTIES), value(levels - 1));
    }
    return map;
  }

  /** A request's resource; some properties may be unknown. */
  Map<String, Object> resource(boolean unknowns) {
    Map<String, Object> resource = new HashMap<>();
    for (String name : PROPERTIES) {
      if (random.nextInt(5) > 0) {
        resource.put(
            name, unknowns && random.nextInt(3) == 0 ? Unknown.of("resource." + name) : value(2));
      }
    }
    return resource;
  }

  /** The same request when every unknown is known: a value, or that there is none. */
  Map<String, Object> known(Map<String, Object> resource) {
    Map<String, Object> known = new HashMap<>();
    resource.forEach(
        (name, value) -> {
          if (!(value instanceof Unknown)) {
            known.put(name, value);
          } else if (random.nextInt(5) > 0) {
            known.put(name, value(2));
          }
        });
    return known;
  }

  Expr expr(int levels) {
    if (levels == 0 || random.nextInt(6) == 0) {
      return leaf();
    }
    return switch (random.nextInt(12)) {
      case 0 -> fold(levels - 1);
      case 1 -> bind(levels - 1);
      case 2 -> new Expr.ListOf(exprs(random.nextInt(4), levels - 1), List.of(), type(), Span.NONE);
      case 3 -> map(levels, random.nextBoolean());
      case 4 -> new Expr.Select(expr(levels - 1), pick(PROPERTIES), type(), Span.NONE);
      case 5 -> new Expr.Has(expr(levels - 1), pick(PROPERTIES), Span.NONE);
      default -> call(levels - 1);
    };
  }

  private Type type() {
    return pick(TYPES);
  }

  private Expr leaf() {
    if (!visible.isEmpty() && random.nextInt(3) == 0) {
      int slot = visible.get(random.nextInt(visible.size()));
      return new Expr.Local(slot, type(), Span.NONE);
    }
    if (random.nextInt(3) == 0) {
      return Exprs.literal(value(1));
    }
    Expr resource = new Expr.Variable(Root.RESOURCE, type(), Span.NONE);
    return random.nextInt(10) == 0
        ? resource
        : new Expr.Select(resource, pick(PROPERTIES), type(), Span.NONE);
  }

  private List<Expr> exprs(int count, int levels) {
    List<Expr> exprs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      exprs.add(expr(levels));
    }
    return exprs;
  }

  private Expr call(int levels) {
    Function function =
        random.nextInt(3) == 0
            ? pick(new Function[] {Function.AND, Function.OR, Function.EQUALS, Function.IN})
            : pick(Function.values());
    int arguments = 0;
    while (!function.takes(arguments)) {
      arguments++;
    }
    if (function.takes(arguments + 1) && random.nextBoolean()) {
      arguments++;
    }
    return new Expr.Call(function, exprs(arguments, levels), type(), Span.NONE);
  }

  private Expr map(int levels, boolean optional) {
    List<Expr.Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      entries.add(new Expr.Entry(expr(levels - 1), expr(levels - 1), optional));
    }
    return new Expr.MapOf(entries, type(), Span.NONE);
  }

  private Expr bind(int levels) {
    int slot = locals++;
    Expr value = expr(levels);
    visible.add(slot);
    Expr body = expr(levels);
    visible.remove((Integer) slot);
    return new Expr.Bind(slot, value, body, type(), Span.NONE);
  }

  private Expr fold(int levels) {
    FoldKind kind = pick(FoldKind.values());
    Expr range = expr(levels);
    int first = locals++;
    int second = random.nextBoolean() ? locals++ : -1;
    visible.add(first);
    if (second >= 0) {
      visible.add(second);
    }
    boolean transforms = kind.compareTo(FoldKind.MAP) >= 0;
    @Nullable Expr filter = !transforms || random.nextBoolean() ? expr(levels) : null;
    @Nullable Expr transform = transforms ? expr(levels) : null;
    visible.remove((Integer) first);
    visible.remove((Integer) second);
    return new Expr.Fold(kind, range, first, second, filter, transform, type(), Span.NONE);
  }

  /** How many slots the expressions made so far use. */
  int locals() {
    return locals;
  }
}
