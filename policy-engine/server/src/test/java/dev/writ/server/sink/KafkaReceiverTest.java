package dev.writ.server.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.server.config.WritConfig.DecisionLog.Form;
import dev.writ.testbed.CertificateAuthority;
import dev.writ.testbed.CertificateAuthority.Holder;
import dev.writ.testbed.KafkaBroker;
import dev.writ.testbed.KafkaBroker.Door;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a real broker lets in, whom we believe to be one, and what it gets. */
@Timeout(300)
class KafkaReceiverTest {
  private static final String SCRAM = "SCRAM-SHA-512";
  private static final int RECORDS = 300;
  private static KafkaBroker broker;

  @TempDir private Path folder;
  private final String topic = "decisions-" + UUID.randomUUID();
  private SentLog log;
  private List<String> ids;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    log = new SentLog(folder);
    ids = log.append(0, RECORDS);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {SCRAM, "PLAIN"})
  void aWrongPasswordIsRefusedAndNothingIsLost(String mechanism) throws Exception {
    assertThat(refusal(withPassword(mechanism, KafkaBroker.USER, "guessed")))
        .startsWith("the brokers refuse these credentials: ");
    assertThatEverythingArrives(withPassword(mechanism, KafkaBroker.USER, KafkaBroker.PASSWORD));
  }

  @Test
  void aUserWhoIsMadeLaterNeedsNoRestart() throws Exception {
    String user = "late-" + UUID.randomUUID();
    try (Delivery delivery = log.send(sink(withPassword(SCRAM, user, "in-time")))) {
      assertThat(log.nextFailure()).startsWith("the brokers refuse these credentials: ");
      makeUser(user, "in-time");
      assertThat(read(RECORDS)).isEqualTo(ids);
    }
  }

  @Test
  void aBrokerOfAnotherAuthorityIsNotBelieved() throws Exception {
    Map<String, String> settings = withPassword(SCRAM, KafkaBroker.USER, KafkaBroker.PASSWORD);
    settings.put("ssl.truststore.certificates", new CertificateAuthority("another").pem());
    assertThat(refusal(settings))
        .startsWith("the brokers and this server do not trust each other: ")
        .contains("unable to find valid certification path");
    assertThatEverythingArrives(withPassword(SCRAM, KafkaBroker.USER, KafkaBroker.PASSWORD));
  }

  @Test
  void aBrokerOfAnotherNameIsNotBelieved() throws Exception {
    assertThat(refusal(over(Door.MISNAMED, "SSL")))
        .startsWith("the brokers and this server do not trust each other: ")
        .contains("127.0.0.1");
    assertThatEverythingArrives(withCertificate(broker.authority()));
  }

  @Test
  void whoHasNoCertificateIsRefusedAndNothingIsLost() throws Exception {
    assertThat(refusal(over(Door.CERTIFICATE, "SSL"))).startsWith("the brokers ");
    assertThatEverythingArrives(withCertificate(broker.authority()));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    assertThat(refusal(withCertificate(new CertificateAuthority("another"))))
        .startsWith("the brokers ");
  }

  @Test
  void everyRecordIsACloudEvent() throws Exception {
    try (Delivery delivery =
            log.send(
                sink(Map.of("bootstrap.servers", broker.address())),
                Rules.of(null, Map.of()),
                Form.CLOUDEVENTS);
        KafkaConsumer<String, CloudEvent> consumer = consumer(new CloudEventDeserializer())) {
      List<ConsumerRecord<String, CloudEvent>> messages = read(consumer, RECORDS);
      assertThat(messages).extracting(ConsumerRecord::key).isEqualTo(ids);
      CloudEvent event = messages.getFirst().value();
      assertThat(event.getId()).isEqualTo("id-0");
      assertThat(event.getType()).isEqualTo("dev.writ.stop");
      assertThat(event.getSource()).isEqualTo(URI.create("urn:writ:" + SentLog.INSTANCE));
      assertThat(event.getTime().toInstant()).isEqualTo(SentLog.TIME);
      assertThat(event.getDataContentType()).isEqualTo("application/json");
      assertThat(event.getData().toBytes()).asString().isEqualTo(SentLog.line("id-0"));
    }
  }

  /** What the first attempt says with these settings; nothing arrives by it. */
  private String refusal(Map<String, String> settings) throws Exception {
    try (Delivery delivery = log.send(sink(settings))) {
      String refusal = log.nextFailure();
      assertThat(delivery.behind()).isPositive();
      return refusal;
    }
  }

  private void assertThatEverythingArrives(Map<String, String> settings) throws Exception {
    try (Delivery delivery = log.send(sink(settings))) {
      assertThat(read(RECORDS)).isEqualTo(ids);
    }
  }

  private Sink sink(Map<String, String> settings) {
    return new KafkaSink(topic, settings);
  }

  private static Map<String, String> over(Door door, String protocol) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.address(door));
    settings.put("security.protocol", protocol);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", broker.authority().pem());
    settings.put("max.block.ms", "5000");
    return settings;
  }

  private static Map<String, String> withPassword(String mechanism, String user, String password) {
    Map<String, String> settings = over(Door.PASSWORD, "SASL_SSL");
    String module = mechanism.equals(SCRAM) ? "scram.ScramLoginModule" : "plain.PlainLoginModule";
    settings.put("sasl.mechanism", mechanism);
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
            .formatted(module, user, password));
    return settings;
  }

  private static Map<String, String> withCertificate(CertificateAuthority authority) {
    Holder holder = authority.caller("writ");
    Map<String, String> settings = over(Door.CERTIFICATE, "SSL");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.key", holder.keyPem());
    settings.put("ssl.keystore.certificate.chain", holder.certificatePem());
    return settings;
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.address()));
  }

  private static void makeUser(String name, String password) throws Exception {
    var scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    try (Admin admin = admin()) {
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(name, scram, password)))
          .all()
          .get();
    }
  }

  private List<String> read(int count) {
    try (KafkaConsumer<String, String> consumer = consumer(new StringDeserializer())) {
      return read(consumer, count).stream().map(ConsumerRecord::key).toList();
    }
  }

  private <V> KafkaConsumer<String, V> consumer(Deserializer<V> values) {
    var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            values);
    consumer.assign(List.of(new TopicPartition(topic, 0)));
    return consumer;
  }

  private static <V> List<ConsumerRecord<String, V>> read(
      KafkaConsumer<String, V> consumer, int count) {
    List<ConsumerRecord<String, V>> read = new ArrayList<>();
    while (read.size() < count) {
      consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
    }
    return read;
  }
}
