package dev.writ.server.sink;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends to a collector of OpenTelemetry, as log records over OTLP and HTTP. */
final class OpenTelemetrySink implements Sink {
  private static final AttributeKey<String> ID = AttributeKey.stringKey("log.record.uid");
  private static final AttributeKey<String> INSTANCE =
      AttributeKey.stringKey("service.instance.id");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final long PATIENCE_SECONDS = 30;

  private final LogRecordExporter exporter;
  private final List<LogRecordData> made = new ArrayList<>();
  private final SdkLoggerProvider records;

  /**
   * A sink that connects when it first sends. It tries once; who sends tries again.
   *
   * @param headers of each request, such as {@code Authorization}
   */
  OpenTelemetrySink(URI endpoint, Map<String, String> headers) {
    OtlpHttpLogRecordExporterBuilder builder =
        OtlpHttpLogRecordExporter.builder().setEndpoint(endpoint.toString());
    headers.forEach(builder::addHeader);
    exporter = builder.setCompression("gzip").setRetryPolicy(null).build();
    records =
        SdkLoggerProvider.builder()
            .setResource(Resource.builder().put(SERVICE, "writ").build())
            .addLogRecordProcessor((context, record) -> made.add(record.toLogRecordData()))
            .build();
  }

  @Override
  public void send(List<Message> messages) throws IOException {
    made.clear();
    Logger logger = records.get("dev.writ.log");
    for (Message message : messages) {
      make(logger, message);
    }
    CompletableResultCode result =
        exporter.export(List.copyOf(made)).join(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!result.isSuccess()) {
      throw new IOException(
          "the collector did not take the records: " + why(result.getFailureThrowable()));
    }
  }

  /** In short: the exporter itself logs the status or the exception. */
  private static String why(@Nullable Throwable failure) {
    if (failure == null) {
      return "it does not answer";
    }
    return failure.getCause() == null ? "it answered with an error" : "it cannot be reached";
  }

  private static void make(Logger logger, Message message) {
    var record =
        logger
            .logRecordBuilder()
            .setTimestamp(message.time())
            .setSeverity(Severity.INFO)
            .setEventName("dev.writ." + message.type())
            .setBody(new String(message.content(), StandardCharsets.UTF_8))
            .setAttribute(ID, message.id())
            .setAttribute(INSTANCE, message.instance());
    if (message.enveloped()) {
      record
          .setAttribute(AttributeKey.stringKey("cloudevents.event_id"), message.id())
          .setAttribute(
              AttributeKey.stringKey("cloudevents.event_source"), "urn:writ:" + message.instance())
          .setAttribute(
              AttributeKey.stringKey("cloudevents.event_type"), "dev.writ." + message.type())
          .setAttribute(AttributeKey.stringKey("cloudevents.event_spec_version"), "1.0");
    }
    record.emit();
  }

  @Override
  public void close() {
    exporter.shutdown();
    records.shutdown();
  }
}
