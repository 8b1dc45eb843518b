package dev.writ.compiler;

import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.cel.Numbering;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.expr.Computation;
import dev.writ.engine.expr.Frame;
import dev.writ.engine.expr.Inputs;
import dev.writ.engine.expr.Linker;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.TextPattern;
import dev.writ.engine.program.Zone;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * An expression as a decision point has it: compiled, encoded, decoded, linked. For one thread at a
 * time.
 */
public final class LinkedExpression {
  private static final String NAME = "expression";

  private final Computation computation;
  private final Frame frame;

  /**
   * Links an expression.
   *
   * @param lets what it may refer to
   */
  public LinkedExpression(CompiledExpression compiled, List<Let> lets) {
    Program program = ProgramCodec.decode(ProgramCodec.encode(program(compiled, lets)));
    var linker = new Linker(program);
    computation = linker.computation(program.lets().getLast().expression());
    frame = new Frame(linker.layout());
  }

  /** Its value. */
  public Object evaluate(Inputs inputs, Instant now) {
    frame.begin(inputs, now);
    return computation.evaluate(frame);
  }

  private static Program program(CompiledExpression compiled, List<Let> lets) {
    List<String> names = lets.stream().map(Let::name).toList();
    List<TextPattern> patterns = new ArrayList<>();
    List<Let> all = new ArrayList<>(lets);
    all.add(new Let(NAME, compiled.in(NAME, 1, numbering(names, patterns))));
    return new Program(
        NAME,
        new Revision("0".repeat(64), null),
        zones(compiled),
        List.of(),
        patterns,
        all,
        List.of(),
        List.of(),
        List.of(),
        Schema.NONE,
        Entities.NONE);
  }

  private static Numbering numbering(List<String> names, List<TextPattern> patterns) {
    return new Numbering() {
      @Override
      public int let(String name) {
        return names.indexOf(name);
      }

      @Override
      public int window(String name) {
        throw new IllegalArgumentException(name);
      }

      @Override
      public int pattern(TextPattern pattern) {
        patterns.add(pattern);
        return patterns.size() - 1;
      }
    };
  }

  private static List<Zone> zones(CompiledExpression compiled) {
    Collection<String> names =
        compiled.anyZone()
            ? new TreeSet<>(ZoneRulesProvider.getAvailableZoneIds())
            : compiled.zones();
    return names.stream()
        .map(name -> new Zone(name, ZoneRulesProvider.getRules(name, false)))
        .toList();
  }
}
