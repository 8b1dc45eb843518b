package dev.writ.compiler.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects problems. What is collected does not depend on the order in which it was added: it is
 * sorted by path, line and column, without repetitions. Safe for use by several threads.
 */
public final class Problems {

  private final Set<Problem> found = new HashSet<>();

  public synchronized void add(Problem problem) {
    found.add(problem);
  }

  public synchronized void addAll(Collection<Problem> problems) {
    found.addAll(problems);
  }

  /** Whether any problem is an error, so that the policy set must not be loaded. */
  public synchronized boolean hasErrors() {
    return hasErrors(found);
  }

  /** A sorted copy of what was collected so far. */
  public synchronized List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(null);
    return List.copyOf(sorted);
  }

  /** Whether any of these problems is an error. */
  public static boolean hasErrors(Collection<Problem> problems) {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }
}
