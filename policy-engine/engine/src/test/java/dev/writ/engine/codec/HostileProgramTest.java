package dev.writ.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.writ.engine.Engine;
import dev.writ.engine.model.Programs;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bytes that are not a program of ours: refused, never believed. */
class HostileProgramTest {

  @Test
  void aProgramCutAtAnyByteIsRefused() {
    byte[] encoded = ProgramCodec.encode(new Programs(42).program(12));
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThatExceptionOfType(InvalidProgram.class)
          .as("cut at %s", length)
          .isThrownBy(() -> ProgramCodec.decode(cut));
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() {
    byte[] encoded = ProgramCodec.encode(new Programs(42).program(12));
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThatExceptionOfType(InvalidProgram.class)
        .isThrownBy(() -> ProgramCodec.decode(longer))
        .withMessage("bytes follow the end of the program");
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] encoded = ProgramCodec.encode(new Programs(42).program(2));
    encoded[4] = 2;
    assertThatExceptionOfType(InvalidProgram.class).isThrownBy(() -> ProgramCodec.decode(encoded));
  }

  @Property(tries = 20_000)
  void changedBytesGiveAProgramOrAClearRefusal(@ForAll long seed) {
    Random random = new Random(seed);
    Programs programs = new Programs(seed);
    byte[] bytes = ProgramCodec.encode(programs.program(6));
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    try {
      Program program = ProgramCodec.decode(bytes);
      Engine engine = Engine.link(program);
      assertThat(engine.decide(programs.request()).verdict()).isNotNull();
      assertThat(engine.explain(programs.request()).decision()).isNotNull();
    } catch (InvalidProgram refused) {
      assertThat(refused).hasMessageMatching("[^A-Z].*[^.]");
    }
  }

  @Property(tries = 5_000)
  void randomBytesAreRefused(@ForAll byte[] noise) {
    byte[] bytes = new byte[noise.length + 5];
    System.arraycopy(new byte[] {'W', 'R', 'I', 'T', 1}, 0, bytes, 0, 5);
    System.arraycopy(noise, 0, bytes, 5, noise.length);
    assertThatExceptionOfType(InvalidProgram.class).isThrownBy(() -> ProgramCodec.decode(bytes));
  }
}
