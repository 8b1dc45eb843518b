package dev.writ.compiler.differential;

import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelEnvironment;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.cel.CompiledExpression;
import dev.writ.compiler.cel.Numbering;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.expr.Computation;
import dev.writ.engine.expr.Frame;
import dev.writ.engine.expr.Inputs;
import dev.writ.engine.expr.Linker;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Schema;
import dev.writ.engine.program.TextPattern;
import dev.writ.engine.program.Zone;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The way an expression goes in a decision point: compiled, encoded, decoded, linked, evaluated.
 */
final class EnginePath {
  private final Computation computation;
  private final Frame frame;

  private record Request(Map<String, Map<String, Object>> sections) implements Inputs {
    @Override
    public @Nullable Object property(Root root, String name) {
      Map<String, Object> section = sections.get(root.variable());
      return section == null ? null : section.get(name);
    }

    @Override
    public @Nullable Object variable(Root root) {
      return sections.get(root.variable());
    }
  }

  EnginePath(CompiledExpression compiled) {
    Program program = ProgramCodec.decode(ProgramCodec.encode(program(compiled)));
    var linker = new Linker(program);
    computation = linker.computation(program.lets().getFirst().expression());
    frame = new Frame(linker.layout());
  }

  static CelResult compile(CelCompiler compiler, String text) {
    return compiler.compile(text, CelEnvironment.DYNAMIC, null);
  }

  Answer evaluate(Map<String, Map<String, Object>> request) {
    frame.begin(new Request(request), RandomRequest.NOW);
    return Answer.of(computation.evaluate(frame));
  }

  private static Program program(CompiledExpression compiled) {
    var patterns = new ArrayList<TextPattern>();
    Expression expression = compiled.in("differential.yaml", 1, numbering(patterns));
    return new Program(
        "differential",
        new Revision("0".repeat(64), null),
        zones(compiled),
        List.of(),
        patterns,
        List.of(new Let("expression", expression)),
        List.of(),
        List.of(),
        List.of(),
        Schema.NONE,
        Entities.NONE);
  }

  private static Numbering numbering(List<TextPattern> patterns) {
    return new Numbering() {
      @Override
      public int let(String name) {
        throw new IllegalArgumentException(name);
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
