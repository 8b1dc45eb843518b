package dev.writ.compiler.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelValidationException;
import dev.writ.compiler.LinkedExpression;
import dev.writ.engine.expr.Inputs;
import dev.writ.engine.program.Expr;
import dev.writ.engine.program.Expression;
import dev.writ.engine.program.Function;
import dev.writ.engine.program.Let;
import dev.writ.engine.program.Root;
import dev.writ.engine.program.Span;
import dev.writ.engine.program.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a conformance case the way a condition goes: compiled, encoded, decoded, linked, evaluated.
 * The case's variables become lets.
 */
final class SpecRun {
  private static final Expr FAILS =
      new Expr.Call(
          Function.DIVIDE,
          List.of(new Expr.Literal(1L, Type.INT, 0), new Expr.Literal(0L, Type.INT, 0)),
          Type.INT,
          0);

  private static final Inputs NOTHING =
      new Inputs() {
        @Override
        public @Nullable Object property(Root root, String name) {
          return null;
        }

        @Override
        public @Nullable Object variable(Root root) {
          return null;
        }
      };

  private final CelCompiler compiler = new CelCompiler();

  /** What compiling a case comes to. */
  CelResult compile(SpecCase spec) {
    var environment = CelEnvironment.DYNAMIC.withLets(spec.variables());
    CelResult checked = compiler.compile(spec.expression(), environment, null);
    return checked instanceof CelResult.Refused && spec.isUnchecked()
        ? unchecked(spec.expression())
        : checked;
  }

  /** Translates without types what the case wants evaluated unchecked. */
  private static CelResult unchecked(String text) {
    var complaints = new Complaints(text);
    try {
      var ast = Checking.PARSER.parse(text).getAst();
      var spans = new Spans(text, new Tokens(text));
      Template template = new Translator(ast, spans, complaints).template(text);
      return complaints.none()
          ? new CelResult.Compiled(template.expression())
          : new CelResult.Refused(complaints.all());
    } catch (CelValidationException invalid) {
      complaints.everywhere("syntax", "not an expression", null);
      return new CelResult.Refused(complaints.all());
    }
  }

  /** The value of a compiled case. */
  Object evaluate(SpecCase spec, CompiledExpression compiled) {
    return new LinkedExpression(compiled, lets(spec, compiled)).evaluate(NOTHING, Instant.EPOCH);
  }

  private static List<Let> lets(SpecCase spec, CompiledExpression compiled) {
    Map<String, Type> variables = spec.variables();
    return Stream.concat(variables.keySet().stream(), compiled.lets().stream())
        .distinct()
        .map(name -> let(name, variables.get(name), spec.binding(name)))
        .toList();
  }

  private static Let let(String name, @Nullable Type type, @Nullable JsonNode value) {
    Type declared = type == null ? Type.DYN : type;
    Expr root =
        value == null ? FAILS : new Expr.Literal(SpecValues.value(value), declared, Span.NONE);
    return new Let(name, new Expression("", "case", 1, root, 0));
  }
}
