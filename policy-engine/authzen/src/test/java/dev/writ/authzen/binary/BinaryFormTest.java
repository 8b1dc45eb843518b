package dev.writ.authzen.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.authzen.Answer.Decided;
import dev.writ.authzen.Question;
import dev.writ.authzen.RecordIds;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.authzen.json.InvalidRequest;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BinaryFormTest {
  private static final byte[] GOOD = BinaryForm.write(new Evaluation(question(sample()), true));

  private static Map<String, Object> sample() {
    Map<String, Object> values = new HashMap<>();
    values.put("roles", List.of("a", "b"));
    values.put("n", 1.5);
    values.put("none", null);
    values.put("deep", Map.of("list", List.of(true, Map.of("x", "ü😀"))));
    return values;
  }

  private static Question question(Map<String, Object> properties) {
    return new Question(
        new Subject("user", "alice", properties),
        new Action("read", Map.of("soft", true)),
        new Resource("document", "1", properties),
        properties);
  }

  @Property(tries = 500)
  void whatIsWrittenIsReadBack(
      @ForAll("objects") Map<String, Object> properties, @ForAll boolean full) {
    var evaluation = new Evaluation(question(properties), full);
    assertThat(BinaryForm.read(BinaryForm.write(evaluation))).isEqualTo(evaluation);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(6), values(3)).ofMaxSize(4);
  }

  private static Arbitrary<Object> values(int depth) {
    var leaves =
        new ArrayList<Arbitrary<Object>>(
            List.of(
                Arbitraries.strings().withCharRange(' ', '\u024F').ofMaxLength(8).asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.doubles().asGeneric()));
    if (depth > 0) {
      leaves.add(values(depth - 1).list().ofMaxSize(3).asGeneric());
    }
    return Arbitraries.oneOf(leaves);
  }

  @Property(tries = 20_000)
  void changedMessagesAreReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] message = GOOD.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      message[random.nextInt(message.length)] = (byte) random.nextInt(256);
    }
    judge(message);
  }

  @Property(tries = 5_000)
  void randomBytesAreReadOrRefused(@ForAll byte[] message) {
    judge(message);
  }

  private static void judge(byte[] message) {
    try {
      assertThat(BinaryForm.read(message)).isNotNull();
    } catch (InvalidRequest refused) {
      assertThat(refused.reason()).isNotBlank();
    }
  }

  @Test
  void aMessageThatIsCutOrGoesOnIsRefused() {
    for (int length = 0; length < GOOD.length; length++) {
      byte[] cut = Arrays.copyOf(GOOD, length);
      assertThatThrownBy(() -> BinaryForm.read(cut)).isInstanceOf(InvalidRequest.class);
    }
    assertThatThrownBy(() -> BinaryForm.read(Arrays.copyOf(GOOD, GOOD.length + 1)))
        .hasMessageContaining("goes on");
  }

  @Test
  void depthIsBounded() {
    int[] context = new int[3 + 2 * 100 + 1];
    Arrays.fill(context, 1);
    context[2] = 'a';
    for (int level = 0; level < 100; level++) {
      context[3 + 2 * level] = BinaryForm.LIST;
    }
    byte[] message = withContext(context);
    assertThatThrownBy(() -> BinaryForm.read(message)).hasMessageContaining("deeper than 64");
  }

  @Test
  void aMemberThatAppearsTwiceIsRefused() {
    assertThatThrownBy(() -> BinaryForm.read(withContext(2, 1, 'a', 0, 1, 'a', 0)))
        .hasMessageContaining("appears twice");
  }

  @Test
  void numbersThatJsonDoesNotHaveAreRefused() {
    assertThatThrownBy(
            () -> BinaryForm.read(withContext(1, 1, 'a', 3, 0x7F, 0xF0, 0, 0, 0, 0, 0, 0)))
        .hasMessageContaining("a number that JSON does not have");
  }

  @Test
  void textIsUtf8() {
    assertThatThrownBy(() -> BinaryForm.read(withContext(1, 2, 0xC0, 0x80, 0)))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aCountBeyondTheMessageIsRefusedBeforeAnythingIsMade() {
    assertThatThrownBy(() -> BinaryForm.read(withContext(0xFF, 0xFF, 0xFF, 0xFF, 0x07)))
        .hasMessageContaining("cut short");
  }

  private static byte[] withContext(int... context) {
    byte[] whole = BinaryForm.write(new Evaluation(question(Map.of()), false));
    var message = new ByteArrayOutputStream();
    message.write(whole, 0, whole.length - 1);
    for (int each : context) {
      message.write(each);
    }
    return message.toByteArray();
  }

  @Test
  void anAnswerHasVerdictIdAndTheJson() {
    var answer = new Decided(RecordIds.at(1), null, Decision.denied("because"));
    assertThat(BinaryForm.answer(answer, false)).hasSize(17).startsWith(0);
    assertThat(new String(BinaryForm.answer(answer, true), 17, 16, StandardCharsets.UTF_8))
        .isEqualTo("{\"decision\":fals");
    assertThat(BinaryForm.invalid(new InvalidRequest("no"))).containsExactly(2, 'n', 'o');
  }
}
