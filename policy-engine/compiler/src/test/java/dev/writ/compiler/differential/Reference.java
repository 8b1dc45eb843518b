package dev.writ.compiler.differential;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** cel-java's own runtimes, with the extensions that the engine has. */
final class Reference {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .maxParseRecursionDepth(250)
          .build();

  private static final Cel STANDARD = build(CelFactory.standardCelBuilder());
  private static final Cel PLANNER = build(CelFactory.plannerCelBuilder());

  /** A way to evaluate; where a runtime cannot even begin, it always gives an error. */
  private interface Evaluation {
    Object of(Map<String, Object> variables) throws CelEvaluationException;
  }

  private final Evaluation standard;
  private final Evaluation planned;

  private Reference(CelAbstractSyntaxTree checked) {
    standard = program(STANDARD, checked);
    planned = program(PLANNER, checked);
  }

  private static Evaluation program(Cel cel, CelAbstractSyntaxTree checked) {
    try {
      CelRuntime.Program program = cel.createProgram(checked);
      return program::eval;
    } catch (CelEvaluationException refused) {
      return variables -> {
        throw refused;
      };
    }
  }

  /** The expression in both runtimes, or null where cel-java refuses it. */
  static @Nullable Reference compile(String text) {
    try {
      return new Reference(STANDARD.compile(text).getAst());
    } catch (CelValidationException refused) {
      return null;
    }
  }

  /** Why cel-java refuses an expression. */
  static String complaint(String text) {
    return STANDARD.compile(text).getErrorString();
  }

  Answer standard(Map<String, Map<String, Object>> request) {
    return evaluate(standard, request);
  }

  Answer planner(Map<String, Map<String, Object>> request) {
    return evaluate(planned, request);
  }

  private static Answer evaluate(Evaluation program, Map<String, Map<String, Object>> request) {
    var variables = new HashMap<String, Object>();
    request.forEach((name, section) -> variables.put(name, converted(section)));
    variables.put("now", RandomRequest.NOW);
    try {
      return Answer.of(program.of(variables));
    } catch (CelEvaluationException | RuntimeException e) {
      return Answer.error(String.valueOf(e.getMessage()));
    }
  }

  private static Object converted(@Nullable Object value) {
    if (value instanceof List<?> list) {
      var converted = new ArrayList<>();
      list.forEach(element -> converted.add(converted(element)));
      return converted;
    }
    if (value instanceof Map<?, ?> map) {
      var converted = new LinkedHashMap<String, Object>();
      map.forEach((key, element) -> converted.put((String) key, converted(element)));
      return converted;
    }
    return value == null ? NullValue.NULL_VALUE : value;
  }

  private static Cel build(CelBuilder builder) {
    var map = MapType.create(SimpleType.STRING, SimpleType.DYN);
    return builder
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.values())
        .addVar("subject", map)
        .addVar("resource", map)
        .addVar("context", map)
        .addVar("now", SimpleType.TIMESTAMP)
        .addCompilerLibraries(
            CelExtensions.strings(),
            CelExtensions.lists(),
            CelExtensions.sets(OPTIONS),
            CelExtensions.math(OPTIONS),
            CelExtensions.encoders(OPTIONS),
            CelExtensions.optional(),
            CelExtensions.bindings(),
            CelExtensions.comprehensions())
        .addRuntimeLibraries(
            CelExtensions.strings(),
            CelExtensions.lists(),
            CelExtensions.sets(OPTIONS),
            CelExtensions.math(OPTIONS),
            CelExtensions.encoders(OPTIONS),
            CelExtensions.optional(),
            CelExtensions.comprehensions())
        .build();
  }
}
