package dev.writ.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.log.store.Entry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class RecordFormTest {
  private final RecordWriter writer = new RecordWriter();

  @Property(tries = 2000)
  void everyRecordComesBackAsItWas(@ForAll long seed) {
    LogRecord record = new RandomRecords(seed).next();
    Entry entry = writer.write(record, Masks.NONE);
    assertThat(entry.disclosures()).isEmpty();
    var restored = RecordReader.read(entry.leaf(), Disclosures.NONE);
    assertThat(restored.record()).isEqualTo(record);
    assertThat(restored.missing()).isEmpty();
  }

  @Property(tries = 2000)
  void everyRecordIsCanonical(@ForAll long seed) throws IOException {
    byte[] leaf = writer.write(new RandomRecords(seed).next(), Masks.NONE).leaf();
    String text = new String(leaf, UTF_8);
    if (!text.contains("\\ud800")) { // which the reference does not take, being no Unicode text
      assertThat(new JsonCanonicalizer(text).getEncodedString()).isEqualTo(text);
    }
  }

  @Property(tries = 2000)
  void everyLeafIsPassedOnAsItIs(@ForAll long seed) {
    for (Masks masks : List.of(Masks.NONE, Masks.ALL)) {
      byte[] leaf = writer.write(new RandomRecords(seed).next(), masks).leaf();
      assertThat(LeafDocument.write(LeafDocument.read(leaf))).isEqualTo(leaf);
    }
  }

  @Property(tries = 20_000)
  void numbersAreThoseOfEcmaScript(@ForAll long bits) throws IOException {
    double number = Double.longBitsToDouble(bits);
    if (Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL) {
      assertThat(Numbers.text(number)).isEqualTo(reference(number));
    }
  }

  @Test
  void roundNumbersAreThoseOfEcmaScript() throws IOException {
    for (int exponent = -300; exponent <= 307; exponent++) {
      for (int digit = 1; digit < 100; digit++) {
        double round = Double.parseDouble(digit + "e" + (exponent - 1));
        assertThat(Numbers.text(round)).isEqualTo(reference(round));
      }
    }
  }

  /** The reference is wrong about them, so they are held against the definition. */
  @Test
  void smallestNumbersHaveAsFewDigitsAsMeanThem() {
    for (int i = 1; i < 20_000; i++) {
      double tiny = i * Double.MIN_VALUE;
      var decimal = new BigDecimal(Numbers.text(tiny));
      assertThat(decimal.doubleValue()).isEqualTo(tiny);
      if (decimal.precision() > 1) {
        for (var direction : List.of(RoundingMode.UP, RoundingMode.DOWN)) {
          var shorter = new BigDecimal(tiny, new MathContext(decimal.precision() - 1, direction));
          assertThat(shorter.doubleValue()).isNotEqualTo(tiny);
        }
      }
    }
  }

  private static String reference(double number) throws IOException {
    String json = new JsonCanonicalizer("[" + number + "]").getEncodedString();
    return json.substring(1, json.length() - 1);
  }

  @Test
  void whatIsNoRecordIsRefused() {
    for (String leaf : new String[] {"", "[]", "{}", "{\"v\":2}", "{\"v\":1} x", "{\"_new\":1}"}) {
      assertThatThrownBy(() -> RecordReader.read(leaf.getBytes(UTF_8), Disclosures.NONE))
          .isInstanceOf(InvalidRecord.class);
    }
  }
}
