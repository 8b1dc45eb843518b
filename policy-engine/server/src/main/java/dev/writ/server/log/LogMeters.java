package dev.writ.server.log;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What operators see of the log in metrics. */
final class LogMeters {
  private LogMeters() {}

  static void measure(MeterRegistry meters, Logbook book) {
    gauge(meters, book, "writ.log.records", "records in the log", b -> b.status().size());
    gauge(
        meters, book, "writ.log.waiting", "records that wait for disk", b -> b.status().waiting());
    gauge(
        meters,
        book,
        "writ.log.unsigned",
        "records that no checkpoint signs yet",
        b -> b.status().size() - b.status().signed());
    gauge(
        meters,
        book,
        "writ.log.checkpoint.age.seconds",
        "time since a checkpoint was signed; NaN where none was since the start",
        LogMeters::age);
    gauge(
        meters,
        book,
        "writ.log.failing",
        "1 = the disk does not take records",
        b -> b.status().failure() == null ? 0 : 1);
    FunctionCounter.builder("writ.log.dropped", book, b -> b.status().dropped())
        .description("records that could not be kept since the start")
        .register(meters);
  }

  private static double age(Logbook book) {
    Duration age = book.checkpointAge();
    return age == null ? Double.NaN : age.toMillis() / 1e3;
  }

  private static void gauge(
      MeterRegistry meters,
      Logbook book,
      String name,
      String description,
      ToDoubleFunction<Logbook> value) {
    Gauge.builder(name, book, value).description(description).register(meters);
  }
}
