package dev.writ.sample.people;

import dev.writ.sample.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Everybody whom the shop knows. */
@ApplicationScoped
public class People {

  private final Store<Person> store = new Store<>("person-", 0);

  People() {
    store.put("alice", new Person("Alice Amberg", "de"));
    store.put("bob", new Person("Bob Berg", "en"));
    store.put("carol", new Person("Carol Celle", "de"));
    store.put("dave", new Person("Dave Daun", "en"));
  }

  Optional<Person> find(String id) {
    return store.find(id);
  }

  Person put(String id, Person person) {
    return store.put(id, person);
  }
}
