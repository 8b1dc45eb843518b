package dev.writ.log.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.program.Schema;
import dev.writ.engine.program.Shape;
import dev.writ.engine.program.Shape.Property;
import dev.writ.engine.program.Shape.Simple;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.value.Unknown;
import dev.writ.log.Samples;
import dev.writ.log.record.Disclosures;
import dev.writ.log.record.LogRecord.Decided;
import dev.writ.log.record.RecordDigests;
import dev.writ.log.record.RecordReader;
import dev.writ.log.record.RecordWriter;
import dev.writ.log.store.Entry;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskPlanTest {
  private static final Shape USER =
      new Shape(
          List.of(
              new Property("address", new Shape.Nested(address()), false, false),
              new Property("department", Simple.STRING, false, false),
              new Property("salary", Simple.DOUBLE, false, true)));
  private static final Schema SCHEMA = new Schema(Map.of("user", USER), null, Map.of(), null);

  private final RecordWriter writer = new RecordWriter();

  private static Shape address() {
    return new Shape(
        List.of(
            new Property("city", Simple.STRING, false, false),
            new Property("street", Simple.STRING, false, true)));
  }

  private Entry write(Schema schema, MaskSettings settings, AccessRequest request) {
    var program = Samples.program(schema);
    var record = Decided.of(Samples.decision("id-1", Samples.NOW, request), program);
    return writer.write(record, MaskPlan.of(program, settings));
  }

  private static Disclosures in(Entry entry) {
    return Disclosures.of(entry.disclosures());
  }

  private static AccessRequest restored(Entry entry, Disclosures disclosures) {
    var record = (Decided) RecordReader.read(entry.leaf(), disclosures).record();
    return record.decision().request();
  }

  @Test
  void whatTheSchemaCallsSensitiveIsConcealedAtAnyDepth() {
    var request =
        Samples.request(
            Map.of(
                "department",
                "sales",
                "salary",
                4711.5,
                "address",
                Map.of("city", "Kiel", "street", "Holtenauer")),
            Map.of(),
            Map.of());
    Entry entry = write(SCHEMA, MaskSettings.DEFAULTS, request);
    assertThat(text(entry)).contains("sales", "Kiel").doesNotContain("4711", "Holtenauer");
    assertThat(restored(entry, in(entry)).subject()).isEqualTo(request.subject());
    assertThat(restored(entry, Disclosures.NONE).subject().properties())
        .containsEntry("salary", Unknown.of("subject.salary"))
        .containsEntry(
            "address", Map.of("city", "Kiel", "street", Unknown.of("subject.address.street")));
  }

  @Test
  void textsOfSubjectsThatNoSchemaKnowsAreConcealed() {
    var request =
        Samples.request(
            Map.of(
                "nick",
                "ally",
                "level",
                3.0,
                "vip",
                true,
                "roles",
                List.of("customer"),
                "tags",
                List.of("private-tag")),
            Map.of("ownerId", "alice-the-owner"),
            Map.of("ip", "192.0.2.7"));
    for (Schema schema : List.of(Schema.NONE, SCHEMA)) {
      Entry entry = write(schema, MaskSettings.DEFAULTS, request);
      assertThat(text(entry))
          .contains("\"level\":3", "\"vip\":true", "customer", "alice-the-owner", "192.0.2.7")
          .doesNotContain("ally", "private-tag");
      assertThat(entry.disclosures()).hasSize(2);
    }
  }

  @Test
  void secretsAreNotStoredAtAll() {
    var jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";
    var request =
        Samples.request(
            Map.of("Password", "hunter2"),
            Map.of("nested", Map.of("api_key", "k-123", "clientSecret", List.of("s-456"))),
            Map.of("anything", jwt, "header", List.of("Bearer abcdef"), "tokenBound", true));
    Entry entry = write(Schema.NONE, MaskSettings.DEFAULTS, request);
    assertThat(text(entry) + beside(entry))
        .contains("\"tokenBound\":true")
        .doesNotContain("hunter2", "k-123", "s-456", jwt, "abcdef");
    assertThat(restored(entry, in(entry)).context())
        .containsEntry("anything", Unknown.of("context.anything"));
  }

  @Test
  void operatorsConcealAndClearByPathAndPattern() {
    var settings =
        new MaskSettings(
            List.of("*mail*", "context.ip", "subject.id"), List.of(), List.of("subject.nick"));
    var request =
        Samples.request(
            Map.of("nick", "ally"), Map.of("eMail", "a@b.example"), Map.of("ip", "192.0.2.7"));
    Entry entry = write(Schema.NONE, settings, request);
    assertThat(text(entry)).contains("ally").doesNotContain("a@b.example", "192.0.2.7", "alice");
    assertThat(restored(entry, in(entry)).subject().id()).isEqualTo("alice");
    assertThat(RecordReader.read(entry.leaf(), Disclosures.NONE).missing())
        .containsExactly("subject.id");
  }

  @Test
  void aLeafHoldsTheDigestOfEachDisclosure() throws Exception {
    var request =
        Samples.request(Map.of("nick", "ally", "mail", "x"), Map.of("_sd", "no mark"), Map.of());
    Entry entry = write(Schema.NONE, MaskSettings.DEFAULTS, request);
    List<byte[]> digests = new RecordDigests().of(entry.leaf());
    assertThat(digests).hasSize(2);
    var sha256 = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 2; i++) {
      assertThat(digests.get(i)).isEqualTo(sha256.digest(entry.disclosures().get(i).content()));
    }
    assertThat(entry.disclosures().get(0).digest())
        .isNotEqualTo(
            write(Schema.NONE, MaskSettings.DEFAULTS, request).disclosures().get(0).digest());
  }

  @Test
  void whatIsTooLargeForALeafLiesBesideIt() {
    var large = "x".repeat(70_000);
    Map<String, Object> many = new java.util.HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      many.put("p" + i, "y");
    }
    for (var request :
        List.of(
            Samples.request(Map.of("nick", large), Map.of("note", large), Map.of("n", 1.0)),
            Samples.request(many, many, Map.of("deep", Map.of("all", many))))) {
      Entry entry = write(Schema.NONE, MaskSettings.DEFAULTS, request);
      assertThat(entry.leaf().length).isLessThanOrEqualTo(Entry.MAX_LEAF);
      assertThat(new RecordDigests().of(entry.leaf())).hasSameSizeAs(entry.disclosures());
      AccessRequest restored = restored(entry, in(entry));
      assertThat(restored.subject()).isEqualTo(request.subject());
      assertThat(restored.resource()).isEqualTo(request.resource());
      assertThat(restored.context()).isEqualTo(request.context());
    }
  }

  @Test
  void aRecordWithoutMaskedFieldsHasNothingBesideIt() {
    var request = Samples.request(Map.of("level", 1.0), Map.of("ownerId", "a"), Map.of("b", "c"));
    assertThat(write(Schema.NONE, MaskSettings.DEFAULTS, request).disclosures()).isEmpty();
  }

  private static String text(Entry entry) {
    return new String(entry.leaf(), UTF_8);
  }

  private static String beside(Entry entry) {
    var text = new StringBuilder();
    entry.disclosures().forEach(one -> text.append(new String(one.content(), UTF_8)));
    return text.toString();
  }
}
