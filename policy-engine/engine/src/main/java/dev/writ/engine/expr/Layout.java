package dev.writ.engine.expr;

import dev.writ.engine.program.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which slots a frame needs: one for each property that some expression reads, one for each let,
 * and those of folds and bindings. It grows while a linker links and is fixed once its linker has
 * given it out; frames made from it then serve every expression of that linker.
 */
public final class Layout {
  private final Map<Key, Integer> slots = new HashMap<>();
  private final List<Key> keys = new ArrayList<>();
  private final int lets;
  private final int windows;
  private int letLocals;
  private int conditionLocals;
  private boolean fixed;

  Layout(int lets, int windows) {
    this.lets = lets;
    this.windows = windows;
  }

  /** What one slot holds: a property, or with no name a whole variable. */
  record Key(Root root, @Nullable String property) {
    String path() {
      return property == null ? root.variable() : root.variable() + "." + property;
    }
  }

  int slot(Root root, @Nullable String property) {
    Key key = new Key(root, property);
    Integer slot = slots.get(key);
    if (slot != null) {
      return slot;
    }
    requireOpen();
    slots.put(key, keys.size());
    keys.add(key);
    return keys.size() - 1;
  }

  /** Reserves the local slots of a let: its own, for it is evaluated while others are in use. */
  int reserve(int locals) {
    requireOpen();
    int first = letLocals;
    letLocals += locals;
    return first;
  }

  /** Where the local slots of conditions begin, which all share the same. */
  int shared(int locals) {
    if (locals > conditionLocals) {
      requireOpen();
      conditionLocals = locals;
    }
    return letLocals;
  }

  private void requireOpen() {
    if (fixed) {
      throw new IllegalStateException("an expression was linked after the layout was fixed");
    }
  }

  Layout fix() {
    fixed = true;
    return this;
  }

  Key key(int slot) {
    return keys.get(slot);
  }

  /** What the slots hold, by number; fixes the layout. */
  Key[] keys() {
    return fix().keys.toArray(new Key[0]);
  }

  int lets() {
    return lets;
  }

  int windows() {
    return windows;
  }

  int locals() {
    return letLocals + conditionLocals;
  }
}
