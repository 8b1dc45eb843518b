package dev.writ.compiler.analysis.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DependencyOrderTest {

  @Example
  void whatIsNeededComesFirst() {
    DependencyOrder order =
        DependencyOrder.of(Map.of("a", List.of("b", "c"), "b", List.of("c"), "c", List.of("x")));
    assertThat(order.order()).containsExactly("c", "b", "a");
    assertThat(order.cycles()).isEmpty();
  }

  @Example
  void everyCycleIsFoundFromItsFirstName() {
    DependencyOrder order =
        DependencyOrder.of(
            Map.of(
                "c", List.of("b"),
                "b", List.of("a"),
                "a", List.of("c"),
                "z", List.of("z"),
                "user", List.of("a")));
    assertThat(order.cycles()).containsExactly(List.of("a", "c", "b"), List.of("z"));
    assertThat(order.order()).containsExactly("user");
    assertThat(DependencyOrder.text(List.of("a", "c"))).isEqualTo("`a` -> `c` -> `a`");
  }

  @Example
  void aLongChainNeedsNoRecursion() {
    Map<String, List<String>> chain = new TreeMap<>();
    for (int i = 0; i < 50_000; i++) {
      chain.put("n" + i, List.of("n" + (i + 1)));
    }
    assertThat(DependencyOrder.of(chain).order()).hasSize(50_000);
  }

  @Property
  void everyNameComesAfterThoseItNeedsOrIsOnACycle(
      @ForAll @Size(30) List<@IntRange(max = 19) Integer> edges) {
    Map<String, Set<String>> graph = new LinkedHashMap<>();
    for (int i = 0; i + 1 < edges.size(); i += 2) {
      graph.computeIfAbsent("n" + edges.get(i), n -> new HashSet<>()).add("n" + edges.get(i + 1));
    }
    DependencyOrder order = DependencyOrder.of(graph);
    Set<String> onCycles = new HashSet<>();
    order.cycles().forEach(onCycles::addAll);
    Set<String> done = new HashSet<>();
    for (String name : order.order()) {
      for (String needed : graph.get(name)) {
        assertThat(!graph.containsKey(needed) || done.contains(needed) || onCycles.contains(needed))
            .isTrue();
      }
      done.add(name);
    }
    done.addAll(onCycles);
    assertThat(done).isEqualTo(graph.keySet());
  }
}
