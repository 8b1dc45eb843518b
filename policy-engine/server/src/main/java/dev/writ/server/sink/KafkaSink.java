package dev.writ.server.sink;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a topic of Kafka. The key is the record's id; the partition is the instance's, so that
 * the records of an instance stay in their order. The producer is idempotent and waits for all
 * replicas. After a failure another producer sends everything again that was not acknowledged.
 */
final class KafkaSink implements Sink {
  private static final String TYPE = "dev.writ.";

  private final String topic;
  private final Map<String, Object> settings;
  private @Nullable Producer<String, byte[]> producer;

  /**
   * A sink that connects when it first sends.
   *
   * @param settings of the producer, by Kafka's names: brokers, SASL, TLS
   */
  KafkaSink(String topic, Map<String, String> settings) {
    this.topic = topic;
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
    all.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    this.settings = Map.copyOf(all);
  }

  @Override
  public void send(List<Message> messages) throws IOException, InterruptedException {
    try {
      Producer<String, byte[]> open = open();
      List<Future<?>> sent = new ArrayList<>(messages.size());
      for (Message message : messages) {
        sent.add(open.send(record(message, open.partitionsFor(topic).size())));
      }
      open.flush();
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      close();
      throw new IOException(why(e.getCause()), e);
    } catch (InterruptException e) {
      close();
      throw new InterruptedException();
    } catch (KafkaException e) {
      close();
      throw new IOException(why(e), e);
    }
  }

  /** What an operator can do something about. */
  private String why(@Nullable Throwable failure) {
    return switch (failure) {
      case SslAuthenticationException e ->
          "the brokers and this server do not trust each other: " + innermost(e);
      case AuthenticationException e -> "the brokers refuse these credentials: " + e.getMessage();
      case AuthorizationException e -> "the brokers do not permit it: " + e.getMessage();
      case TimeoutException e ->
          "the brokers do not answer, or have no topic `" + topic + "`: " + e.getMessage();
      case null -> "the brokers did not take the records";
      default -> innermost(failure);
    };
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private Producer<String, byte[]> open() {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  private ProducerRecord<String, byte[]> record(Message message, int partitions) {
    byte[] instance = message.instance().getBytes(StandardCharsets.UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(instance)) % partitions;
    if (!message.enveloped()) {
      return new ProducerRecord<>(topic, partition, message.id(), message.content());
    }
    return KafkaMessageFactory.<String>createWriter(topic, partition, message.id())
        .writeBinary(
            CloudEventBuilder.v1()
                .withId(message.id())
                .withSource(source(message))
                .withType(TYPE + message.type())
                .withTime(message.time().atOffset(ZoneOffset.UTC))
                .withData("application/json", message.content())
                .build());
  }

  private static URI source(Message message) {
    return URI.create("urn:writ:" + URLEncoder.encode(message.instance(), StandardCharsets.UTF_8));
  }

  /** Drops what is not acknowledged; it will be sent again. */
  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
