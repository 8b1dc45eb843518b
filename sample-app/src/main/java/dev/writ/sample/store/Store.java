package dev.writ.sample.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Things by id, in memory. Thread-safe. */
public final class Store<T> {

  private final Map<String, T> things = new ConcurrentSkipListMap<>();
  private final String prefix;
  private final AtomicInteger last;

  /** An empty store whose first id is the prefix and the number after this one. */
  public Store(String prefix, int last) {
    this.prefix = prefix;
    this.last = new AtomicInteger(last);
  }

  public Optional<T> find(String id) {
    return Optional.ofNullable(things.get(id));
  }

  public List<T> all() {
    return List.copyOf(things.values());
  }

  /** An id that nothing has had. */
  public String newId() {
    return prefix + last.incrementAndGet();
  }

  /** Keeps what is made from a new id. */
  public T add(Function<String, T> maker) {
    String id = newId();
    return put(id, maker.apply(id));
  }

  public T put(String id, T thing) {
    things.put(id, thing);
    return thing;
  }

  /** Changes one thing atomically; empty if there is none. */
  public Optional<T> change(String id, UnaryOperator<T> change) {
    return Optional.ofNullable(things.computeIfPresent(id, (key, thing) -> change.apply(thing)));
  }
}
