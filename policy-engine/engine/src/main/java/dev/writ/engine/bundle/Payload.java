package dev.writ.engine.bundle;

import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a bundle carries: a program, with its name, revision and Git commit, and what its decisions
 * need beyond the request. The same program and needs always give the same bytes.
 *
 * @param needs what the program itself shows, and what was stated on top
 */
public record Payload(Program program, Set<Need> needs) {
  private static final byte[] HEADER = {'W', 'R', 'I', 'T', 'P', 1};
  private static final Need[] NEEDS = Need.values();

  public Payload {
    EnumSet<Need> all = EnumSet.noneOf(Need.class);
    Reads.of(program).values().forEach(all::addAll);
    all.addAll(needs);
    needs = Collections.unmodifiableSet(all);
  }

  /** A payload whose needs are those that the program itself shows. */
  public static Payload of(Program program) {
    return new Payload(program, Set.of());
  }

  /** The bytes. */
  public byte[] encode() {
    byte[] encoded = ProgramCodec.encode(program);
    return ByteBuffer.allocate(HEADER.length + 1 + encoded.length)
        .put(HEADER)
        .put((byte) bits(needs))
        .put(encoded)
        .array();
  }

  /**
   * Reads {@link #encode}.
   *
   * @throws InvalidProgram where the bytes are no payload of this version
   */
  static Payload decode(byte[] encoded) {
    int start = HEADER.length + 1;
    if (encoded.length < start || !startsWithHeader(encoded)) {
      throw new InvalidProgram("its payload is of no version that is known here");
    }
    int bits = encoded[HEADER.length] & 0xFF;
    Program program = ProgramCodec.decode(Arrays.copyOfRange(encoded, start, encoded.length));
    Payload payload = new Payload(program, needs(bits));
    if (bits(payload.needs) != bits) {
      throw new InvalidProgram("it needs more than it states");
    }
    return payload;
  }

  private static boolean startsWithHeader(byte[] encoded) {
    return Arrays.equals(encoded, 0, HEADER.length, HEADER, 0, HEADER.length);
  }

  private static int bits(Set<Need> needs) {
    return needs.stream().mapToInt(need -> 1 << need.ordinal()).sum();
  }

  private static Set<Need> needs(int bits) {
    if (bits >>> NEEDS.length != 0) {
      throw new InvalidProgram("it needs what is not known here");
    }
    EnumSet<Need> needs = EnumSet.noneOf(Need.class);
    for (Need need : NEEDS) {
      if ((bits & 1 << need.ordinal()) != 0) {
        needs.add(need);
      }
    }
    return needs;
  }
}
