package dev.writ.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decides candidates and keeps who they were and which of them are allowed. */
public final class Considered implements Predicate<String> {
  private final Predicate<String> decide;
  private final List<String> all = new ArrayList<>();
  private final List<String> allowed = new ArrayList<>();

  public Considered(Predicate<String> decide) {
    this.decide = decide;
  }

  @Override
  public boolean test(String candidate) {
    all.add(candidate);
    boolean may = decide.test(candidate);
    if (may) {
      allowed.add(candidate);
    }
    return may;
  }

  /** Who was asked about, in that order. */
  public List<String> all() {
    return all;
  }

  /** Those of them that are allowed; one more than the page shows, where it looked ahead. */
  public List<String> allowed() {
    return allowed;
  }
}
