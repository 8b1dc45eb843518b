package dev.writ.server.sink;

import dev.writ.log.store.LogReader;
import dev.writ.server.config.WritConfig.DecisionLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The places to which the log is sent. Thread-safe. */
public final class Sinks implements AutoCloseable {
  private final List<Delivery> deliveries;

  private Sinks(List<Delivery> deliveries) {
    this.deliveries = List.copyOf(deliveries);
  }

  /**
   * Starts to send.
   *
   * @param cursors the folder that says how far each sink has come
   * @throws IllegalArgumentException if a sink's configuration is wrong; the message says how
   */
  public static Sinks start(
      Map<String, DecisionLog.Sink> sinks, LogReader log, Path cursors, MeterRegistry meters)
      throws IOException {
    List<Delivery> deliveries = new ArrayList<>();
    for (Map.Entry<String, DecisionLog.Sink> sink : sinks.entrySet()) {
      Delivery delivery = delivery(sink.getKey(), sink.getValue(), log, cursors);
      measure(meters, sink.getKey(), delivery);
      deliveries.add(delivery);
    }
    deliveries.forEach(Delivery::start);
    return new Sinks(deliveries);
  }

  private static Delivery delivery(
      String name, DecisionLog.Sink configuration, LogReader log, Path cursors) throws IOException {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "`writ.log.sinks." + name + "`: name a sink by letters, digits, `-` and `_`");
    }
    try {
      var messages =
          new Messages(
              Rules.of(configuration.drop().orElse(null), configuration.mask()),
              configuration.form());
      Cursor cursor = Cursor.open(cursors.resolve(name));
      return new Delivery(name, log, messages, sink(configuration), cursor);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("`writ.log.sinks." + name + "`: " + e.getMessage(), e);
    }
  }

  private static Sink sink(DecisionLog.Sink configuration) {
    return switch (configuration.transport()) {
      case KAFKA -> new KafkaSink(configuration.topic(), configuration.properties());
      case OPENTELEMETRY ->
          new OpenTelemetrySink(configuration.endpoint(), configuration.properties());
    };
  }

  private static void measure(MeterRegistry meters, String name, Delivery delivery) {
    gauge(
        meters,
        "writ.sink.behind",
        "records that a sink has yet to get",
        name,
        delivery,
        Delivery::behind);
    gauge(
        meters,
        "writ.sink.failing",
        "1 = the last attempt to send failed",
        name,
        delivery,
        one -> one.failure() == null ? 0 : 1);
  }

  private static void gauge(
      MeterRegistry meters,
      String metric,
      String description,
      String sink,
      Delivery delivery,
      ToDoubleFunction<Delivery> value) {
    Gauge.builder(metric, delivery, value)
        .description(description)
        .tag("sink", sink)
        .register(meters);
  }

  /** There may be something new in the log. Costs next to nothing. */
  public void wake() {
    deliveries.forEach(Delivery::wake);
  }

  @Override
  public void close() {
    deliveries.forEach(Delivery::close);
  }
}
