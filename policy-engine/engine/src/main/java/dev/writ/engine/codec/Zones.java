package dev.writ.engine.codec;

import dev.writ.engine.program.Window;
import dev.writ.engine.program.Zone;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;

/** Zones with their rules, and windows. */
final class Zones {
  private static final ZoneOffsetTransitionRule.TimeDefinition[] DEFINITIONS =
      ZoneOffsetTransitionRule.TimeDefinition.values();
  private static final int SECONDS_OF_DAY = 86_400;

  private Zones() {}

  static void writeZone(Output out, Zone zone) {
    out.text(zone.name());
    ZoneRules rules = zone.rules();
    out.signed(firstOffset(rules).getTotalSeconds());
    out.list(rules.getTransitions(), Zones::writeTransition);
    out.list(rules.getTransitionRules(), Zones::writeRule);
  }

  private static ZoneOffset firstOffset(ZoneRules rules) {
    List<ZoneOffsetTransition> transitions = rules.getTransitions();
    return transitions.isEmpty()
        ? rules.getOffset(java.time.Instant.EPOCH)
        : transitions.getFirst().getOffsetBefore();
  }

  static Zone readZone(Input in) {
    String name = in.text();
    ZoneOffset first = offset(in);
    List<ZoneOffsetTransition> transitions = in.list(Zones::readTransition);
    List<ZoneOffsetTransitionRule> rules = in.list(Zones::readRule);
    return new Zone(name, ZoneRules.of(first, first, List.of(), transitions, rules));
  }

  private static ZoneOffset offset(Input in) {
    return ZoneOffset.ofTotalSeconds(in.signedInt());
  }

  private static void writeTransition(Output out, ZoneOffsetTransition transition) {
    out.signed(transition.toEpochSecond());
    out.signed(transition.getOffsetBefore().getTotalSeconds());
    out.signed(transition.getOffsetAfter().getTotalSeconds());
  }

  private static ZoneOffsetTransition readTransition(Input in) {
    long second = in.signed();
    ZoneOffset before = offset(in);
    return ZoneOffsetTransition.of(
        LocalDateTime.ofEpochSecond(second, 0, before), before, offset(in));
  }

  private static void writeRule(Output out, ZoneOffsetTransitionRule rule) {
    out.number(rule.getMonth().getValue());
    out.signed(rule.getDayOfMonthIndicator());
    out.number(rule.getDayOfWeek() == null ? 0 : rule.getDayOfWeek().getValue());
    out.number(rule.getLocalTime().toSecondOfDay());
    out.flag(rule.isMidnightEndOfDay());
    out.number(rule.getTimeDefinition().ordinal());
    out.signed(rule.getStandardOffset().getTotalSeconds());
    out.signed(rule.getOffsetBefore().getTotalSeconds());
    out.signed(rule.getOffsetAfter().getTotalSeconds());
  }

  private static ZoneOffsetTransitionRule readRule(Input in) {
    Month month = Month.of(in.size());
    int day = in.signedInt();
    int weekday = in.oneOf(8);
    return ZoneOffsetTransitionRule.of(
        month,
        day,
        weekday == 0 ? null : DayOfWeek.of(weekday),
        LocalTime.ofSecondOfDay(in.oneOf(SECONDS_OF_DAY)),
        in.flag(),
        in.constant(DEFINITIONS),
        offset(in),
        offset(in),
        offset(in));
  }

  static void writeWindow(Output out, Window window) {
    out.text(window.name());
    out.number(window.zone());
    out.list(window.open(), Zones::writeWeekly);
    out.list(window.closed(), (o, day) -> o.signed(day.toEpochDay()));
    out.list(window.between(), Zones::writeBetween);
  }

  static Window readWindow(Input in) {
    return new Window(
        in.text(),
        in.size(),
        in.list(Zones::readWeekly),
        in.list(i -> LocalDate.ofEpochDay(i.signed())),
        in.list(i -> new Window.Between(readTime(i), readTime(i))));
  }

  private static void writeWeekly(Output out, Window.Weekly weekly) {
    out.number(weekly.days());
    out.number(weekly.from());
    out.number(weekly.to());
  }

  private static Window.Weekly readWeekly(Input in) {
    return new Window.Weekly(
        in.oneOf(0x80), in.oneOf(SECONDS_OF_DAY), in.oneOf(SECONDS_OF_DAY + 1));
  }

  private static void writeBetween(Output out, Window.Between between) {
    out.signed(between.from().toEpochSecond(ZoneOffset.UTC));
    out.signed(between.to().toEpochSecond(ZoneOffset.UTC));
  }

  private static LocalDateTime readTime(Input in) {
    return LocalDateTime.ofEpochSecond(in.signed(), 0, ZoneOffset.UTC);
  }
}
