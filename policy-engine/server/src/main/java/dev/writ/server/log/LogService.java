package dev.writ.server.log;

import dev.writ.server.config.WritConfig;
import dev.writ.server.record.Recorder;
import dev.writ.server.sink.Sinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Opens the log that is configured, if one is, before anything is decided; closes it last. */
@Singleton
public class LogService {
  private final String instance;
  private final @Nullable Logbook book;
  private final @Nullable Sinks sinks;
  private final @Nullable Retention retention;

  LogService(
      WritConfig configuration,
      Config settings,
      @ConfigProperty(name = "quarkus.application.version") String version,
      Clock clock,
      TlsConfigurationRegistry tls,
      MeterRegistry meters) {
    instance = nameOf(configuration);
    Path data = configuration.data().orElse(null);
    if (data == null) {
      book = null;
      sinks = null;
      retention = null;
      return;
    }
    var waker = new Waker();
    var publications = new Publications(configuration.log().publish(), tls::get);
    book = Logbook.open(data, configuration.log(), publications, instance, clock, waker);
    try {
      book.started(version, ofWrit(settings));
      sinks = sinks(configuration.log(), book, data, meters);
      waker.wakes(sinks::wake);
      retention = Retention.start(configuration.log().retention().orElse(null), book, clock);
      LogMeters.measure(meters, book);
    } catch (RuntimeException e) {
      book.log().close();
      throw e;
    }
  }

  private static Sinks sinks(
      WritConfig.DecisionLog configuration, Logbook book, Path data, MeterRegistry meters) {
    try {
      return Sinks.start(configuration.sinks(), book.log().reader(), data.resolve("sinks"), meters);
    } catch (IOException | IllegalArgumentException e) {
      throw new LogUnusable(String.valueOf(e.getMessage()));
    }
  }

  /** The name of this server in what it records and signs. */
  public String instance() {
    return instance;
  }

  private static String nameOf(WritConfig configuration) {
    return configuration.log().instance().orElseGet(LogService::hostName);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The settings of this server, secrets included. */
  private static Map<String, String> ofWrit(Config settings) {
    var own = new TreeMap<String, String>();
    for (String key : settings.getPropertyNames()) {
      if (key.startsWith("writ.")) {
        settings.getOptionalValue(key, String.class).ifPresent(value -> own.put(key, value));
      }
    }
    return own;
  }

  /** The log, where one is kept. */
  public Optional<Logbook> book() {
    return Optional.ofNullable(book);
  }

  @Produces
  @Singleton
  Recorder recorder() {
    return book == null ? Recorder.NONE : book.recorder();
  }

  @PreDestroy
  void close() {
    if (retention != null) {
      retention.close();
    }
    if (sinks != null) {
      sinks.close();
    }
    if (book != null) {
      book.close();
    }
  }
}
