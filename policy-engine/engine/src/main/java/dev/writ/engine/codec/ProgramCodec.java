package dev.writ.engine.codec;

import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import java.time.DateTimeException;

/**
 * The binary form of a program, version 1: the bytes {@code WRIT}, 1, a table of texts, then the
 * program's parts in the order of its record; {@code docs/program-format.md} has it in full. The
 * same program always gives the same bytes.
 */
public final class ProgramCodec {
  private static final byte[] HEADER = {'W', 'R', 'I', 'T', 1};

  private ProgramCodec() {}

  /** Encodes a program. */
  public static byte[] encode(Program program) {
    Output out = new Output();
    out.text(program.name());
    out.text(program.revision().hash());
    out.optional(program.revision().commit(), Output::text);
    out.list(program.zones(), Zones::writeZone);
    out.list(program.windows(), Zones::writeWindow);
    out.list(program.patterns(), Patterns::writeText);
    out.list(program.lets(), Expressions::writeLet);
    out.list(program.roles(), Policies::writeRole);
    out.list(program.grants(), Policies::writeGrant);
    out.list(program.rules(), Policies::writeRule);
    Schemas.writeSchema(out, program.schema());
    Schemas.writeEntities(out, program.entities());
    return out.finish(HEADER);
  }

  /**
   * Decodes a program. Takes memory in proportion to the bytes given and runs nothing of them.
   *
   * @throws InvalidProgram where the bytes are no program of this version
   */
  public static Program decode(byte[] encoded) {
    try {
      Input in = new Input(encoded);
      in.start(HEADER);
      Program program = read(in);
      in.end();
      References.check(program);
      return program;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new InvalidProgram("a part of the program is out of range: " + e.getMessage());
    }
  }

  private static Program read(Input in) {
    return new Program(
        in.text(),
        new Revision(in.text(), in.optional(Input::text)),
        in.list(Zones::readZone),
        in.list(Zones::readWindow),
        in.list(Patterns::readText),
        in.list(Expressions::readLet),
        in.list(Policies::readRole),
        in.list(Policies::readGrant),
        in.list(Policies::readRule),
        Schemas.readSchema(in),
        Schemas.readEntities(in));
  }
}
