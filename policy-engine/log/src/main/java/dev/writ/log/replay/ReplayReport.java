package dev.writ.log.replay;

import java.util.List;

/**
 * What a replay found.
 *
 * @param decisions how many logged decisions were looked at, the candidates of searches each
 * @param same how many come out the same in every respect; where something is unknown and the
 *     answer does not depend on it, the answer alone counts
 * @param undecidable how many depend on something that was never stored or was deleted
 * @param withoutPolicies how many were decided by a policy set that is not at hand
 * @param notByPolicies how many no policies decided, whatever policies there are now: they were
 *     denied because none were loaded, or because the subject's token was not believed
 * @param unreadable how many records this version cannot read
 * @param groups all others, the gravest change first, then by rule
 * @param undecidableExamples the first of those in the log
 */
public record ReplayReport(
    long decisions,
    long same,
    long undecidable,
    long withoutPolicies,
    long notByPolicies,
    long unreadable,
    List<Group> groups,
    List<Example> undecidableExamples) {
  public ReplayReport {
    groups = List.copyOf(groups);
    undecidableExamples = List.copyOf(undecidableExamples);
  }

  /** How many would get another answer. */
  public long answersChanged() {
    return groups.stream()
        .filter(group -> group.change().kind().isOfAnswer())
        .mapToLong(Group::count)
        .sum();
  }

  /** How many would get the same answer in another way. */
  public long detailsChanged() {
    return groups.stream().mapToLong(Group::count).sum() - answersChanged();
  }

  /** For a terminal, without colours. */
  public String text() {
    return ReportText.text(this);
  }

  /** Markdown, fit for a pull request. */
  public String markdown() {
    return ReportText.markdown(this);
  }

  /** JSON of a stable form. */
  public String json() {
    return ReportJson.json(this);
  }
}
