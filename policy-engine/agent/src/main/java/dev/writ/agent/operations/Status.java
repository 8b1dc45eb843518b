package dev.writ.agent.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.writ.agent.http.Operations;
import dev.writ.agent.policy.Policies;
import dev.writ.agent.policy.PolicyState;
import dev.writ.agent.policy.PolicyState.Missing;
import dev.writ.agent.policy.PolicyState.Serving;
import dev.writ.agent.record.AgentLog;
import dev.writ.authzen.json.JsonWriter;
import dev.writ.engine.bundle.Bundle;
import dev.writ.log.store.LogStatus;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Health and metrics of an agent. Thread-safe. */
public final class Status implements Operations {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final Counter decisions =
      Counter.builder()
          .name("writ_decisions_total")
          .help("Decisions that left the agent.")
          .labelNames("decision")
          .register(registry);
  private final Policies policies;
  private final @Nullable AgentLog log;
  private final Clock clock;
  private final List<Part> others = new CopyOnWriteArrayList<>();

  /**
   * What another part of the agent says of itself.
   *
   * @param problem asked for what is wrong; null where nothing is
   */
  private record Part(String name, Supplier<@Nullable String> problem) {}

  /**
   * The status of these parts.
   *
   * @param log or null where none is kept
   */
  public Status(Policies policies, @Nullable AgentLog log, Clock clock) {
    this.policies = policies;
    this.log = log;
    this.clock = clock;
    decisions.initLabelValues("allow");
    decisions.initLabelValues("deny");
    gauge("writ_bundle_age_seconds", "How long ago the bundle that decides was signed.", this::age);
    gauge("writ_bundle_left_seconds", "How long the bundle may still decide.", this::left);
    counter("writ_bundles_refused_total", "Bundles that were not accepted.", policies::refused);
    if (log != null) {
      gauge("writ_log_entries", "Entries of the log.", () -> log.log().size());
      counter("writ_log_dropped_total", "Records dropped.", () -> log.log().status().dropped());
    }
  }

  /** Counts a verdict. */
  public void count(boolean allowed) {
    decisions.labelValues(allowed ? "allow" : "deny").inc();
  }

  /**
   * Shows what is wrong with another part, which does not keep the agent from deciding.
   *
   * @param problem asked for what is wrong; null where nothing is
   */
  public void shows(String name, Supplier<@Nullable String> problem) {
    others.add(new Part(name, problem));
  }

  /** A metric that goes up and down. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** A metric that only grows. */
  public void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private double age() {
    Bundle bundle = bundle();
    return bundle == null ? Double.NaN : bundle.age(clock.instant()).toMillis() / 1000.0;
  }

  private double left() {
    Bundle bundle = bundle();
    return bundle == null
        ? 0
        : Math.max(0, bundle.notAfter().getEpochSecond() - clock.instant().getEpochSecond());
  }

  private @Nullable Bundle bundle() {
    return policies.current() instanceof Serving serving ? serving.bundle() : null;
  }

  @Override
  public byte[] metrics() {
    var out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public Report health() {
    PolicyState state = policies.current();
    boolean decides =
        state instanceof Serving serving && !serving.bundle().expired(clock.instant());
    boolean ready = decides && logFailure() == null;
    return new Report(ready, JsonWriter.bytes(json -> write(json, state, ready)));
  }

  private @Nullable String logFailure() {
    if (log == null) {
      return null;
    }
    LogStatus status = log.log().status();
    return log.isFull() ? "the log has reached `log.max-bytes`" : status.failure();
  }

  private void write(JsonGenerator json, PolicyState state, boolean ready) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", ready ? "UP" : "DOWN");
    json.writeObjectFieldStart("bundle");
    switch (state) {
      case Missing missing -> json.writeStringField("missing", missing.reason());
      case Serving serving -> bundle(json, serving.bundle());
    }
    optional(json, "problem", policies.problem());
    json.writeEndObject();
    json.writeObjectFieldStart("log");
    if (log != null) {
      json.writeNumberField("size", log.log().size());
    }
    optional(json, "failure", logFailure());
    json.writeEndObject();
    for (Part part : others) {
      json.writeObjectFieldStart(part.name());
      optional(json, "problem", part.problem().get());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void bundle(JsonGenerator json, Bundle bundle) throws IOException {
    json.writeStringField("name", bundle.program().name());
    json.writeStringField("revision", bundle.program().revision().toString());
    json.writeStringField("sequence", Long.toUnsignedString(bundle.sequence()));
    json.writeStringField("issued", bundle.issuedAt().toString());
    json.writeNumberField("age_seconds", bundle.age(clock.instant()).toSeconds());
    json.writeStringField("not_after", bundle.notAfter().toString());
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
