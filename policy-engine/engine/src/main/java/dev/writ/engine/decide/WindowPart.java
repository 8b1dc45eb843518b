package dev.writ.engine.decide;

import dev.writ.engine.time.Windows;
import dev.writ.engine.value.Outcome;

/** {@code during} a window, or {@code outside} of it. */
record WindowPart(String name, String text, Windows windows, int window, boolean inside)
    implements Part {

  @Override
  public Outcome test(Session session) {
    return Outcome.of(windows.isOpen(window, session.facts().request().now()) == inside);
  }

  @Override
  public String actual(Session session) {
    return "now is " + session.facts().request().now();
  }
}
