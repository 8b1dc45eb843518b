package dev.writ.compiler.analysis.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names in an order in which each comes after those that it depends on. It is the same for the same
 * names, whoever listed them first, and needs no recursion however long the chains are.
 *
 * @param order every name that is not part of a reported cycle
 * @param cycles each from its first name in alphabetical order on; the last depends on the first
 */
public record DependencyOrder(List<String> order, List<List<String>> cycles) {

  private static final int SHOWN = 20;

  public DependencyOrder {
    order = List.copyOf(order);
    cycles = List.copyOf(cycles);
  }

  /** Orders the keys of a map by what they depend on; names that are no keys do not count. */
  public static DependencyOrder of(Map<String, ? extends Collection<String>> dependencies) {
    return new Ordering(dependencies).run();
  }

  /** {@code `a` -> `b` -> `a`}, as people read a cycle; of a long one the beginning. */
  public static String text(List<String> cycle) {
    boolean whole = cycle.size() <= SHOWN;
    String names = String.join("` -> `", whole ? cycle : cycle.subList(0, SHOWN));
    String others = whole ? "" : " -> " + (cycle.size() - SHOWN) + " more";
    return "`" + names + "`" + others + " -> `" + cycle.get(0) + "`";
  }

  /** Repeatedly takes a name that waits for no other; where there is none, cuts a cycle. */
  private static final class Ordering {
    private final SortedMap<String, Set<String>> waitingFor = new TreeMap<>();
    private final Map<String, List<String>> dependents = new HashMap<>();
    private final TreeSet<String> ready = new TreeSet<>();
    private final List<String> order = new ArrayList<>();
    private final List<List<String>> cycles = new ArrayList<>();

    Ordering(Map<String, ? extends Collection<String>> dependencies) {
      dependencies.forEach(
          (name, all) -> {
            Set<String> own = new HashSet<>(all);
            own.retainAll(dependencies.keySet());
            own.forEach(d -> dependents.computeIfAbsent(d, key -> new ArrayList<>()).add(name));
            waitingFor.put(name, own);
            if (own.isEmpty()) {
              ready.add(name);
            }
          });
    }

    DependencyOrder run() {
      while (!waitingFor.isEmpty()) {
        String next = ready.pollFirst();
        if (next == null) {
          List<String> cycle = cycle();
          cycles.add(cycle);
          cycle.forEach(this::done);
        } else if (waitingFor.containsKey(next)) {
          order.add(next);
          done(next);
        }
      }
      return new DependencyOrder(order, cycles);
    }

    private void done(String name) {
      waitingFor.remove(name);
      for (String dependent : dependents.getOrDefault(name, List.of())) {
        Set<String> others = waitingFor.get(dependent);
        if (others != null && others.remove(name) && others.isEmpty()) {
          ready.add(dependent);
        }
      }
    }

    private List<String> cycle() {
      LinkedHashSet<String> path = new LinkedHashSet<>();
      String name = waitingFor.firstKey();
      while (path.add(name)) {
        name = Collections.min(waitingFor.getOrDefault(name, Set.of()));
      }
      List<String> walked = new ArrayList<>(path);
      List<String> cycle = new ArrayList<>(walked.subList(walked.indexOf(name), walked.size()));
      Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
      return cycle;
    }
  }
}
