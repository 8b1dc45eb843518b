package dev.writ.compiler.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.cel.CelCompiler;
import dev.writ.compiler.cel.CelResult;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * An expression in a rule decides as it evaluates alone: true allows, false does not, an error is a
 * failure that neither allows nor goes unseen, and in a deny it denies.
 */
class WholePathTest {
  private final CelCompiler cel = new CelCompiler();
  private final PolicyCompiler policies = new PolicyCompiler();

  @Property(tries = 2_000)
  void aRuleDecidesAsItsConditionEvaluates(@ForAll long seed) {
    var random = new Random(seed);
    String text = new Grammar(random).expression().text();
    Engine allowing = engine("- allow: rule\n    when: |\n      ", text);
    Engine denying = engine("- allow: most\n  - deny: rule\n    when: |\n      ", text);
    if (allowing == null || denying == null) {
      return;
    }
    var compiled = (CelResult.Compiled) EnginePath.compile(cel, text);
    var alone = new EnginePath(compiled.expression());
    for (int i = 0; i < 5; i++) {
      Map<String, Map<String, Object>> request = json(RandomRequest.of(random));
      AccessRequest asked = asked(request);
      agree(text, alone.evaluate(request), allowing.decide(asked), denying.decide(asked));
    }
  }

  private static void agree(String text, Answer alone, Decision allowed, Decision denied) {
    boolean holds = alone.value().equals("true") && !alone.isError();
    boolean fails = !holds && (alone.isError() || !alone.value().equals("false"));
    assertThat(allowed.allowed()).as("%s alone %s, in %s", text, alone, allowed).isEqualTo(holds);
    assertThat(allowed.failures().isEmpty()).as("%s alone %s", text, alone).isEqualTo(!fails);
    assertThat(denied.allowed()).as("%s in a deny", text).isEqualTo(!holds && !fails);
  }

  /** The policy set with the rule, or null where the expression cannot be a condition. */
  private @Nullable Engine engine(String rule, String text) {
    String policy = "policy: p\nrules:\n  " + rule + text + "\n";
    var files =
        Map.of("writ.yaml", bytes("language: 1\nname: whole\n"), "policy.yaml", bytes(policy));
    return policies.compile(RepositorySnapshot.of(files), null) instanceof Compilation.Compiled done
        ? Engine.link(ProgramCodec.decode(ProgramCodec.encode(done.program())))
        : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static AccessRequest asked(Map<String, Map<String, Object>> request) {
    return AccessRequest.of(
        new Subject("thing", "1", request.get("subject")),
        new Action("read"),
        new Resource("thing", "1", request.get("resource")),
        request.get("context"),
        RandomRequest.NOW);
  }

  /** Only what JSON can hold, and what the engine says of its own properties. */
  private static Map<String, Map<String, Object>> json(Map<String, Map<String, Object>> request) {
    var json = new HashMap<String, Map<String, Object>>();
    request.forEach(
        (root, section) -> {
          @SuppressWarnings("unchecked")
          var values = new HashMap<>((Map<String, Object>) form(section));
          if (!root.equals("context")) {
            values.putAll(Map.of("type", "thing", "id", "1", "roles", List.of()));
          }
          json.put(root, values);
        });
    return json;
  }

  private static @Nullable Object form(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Long number -> (double) number;
      case Double number when !Double.isFinite(number) -> 1.0;
      case List<?> list -> {
        var form = new ArrayList<@Nullable Object>();
        list.forEach(element -> form.add(form(element)));
        yield form;
      }
      case Map<?, ?> map ->
          map.entrySet().stream()
              .collect(Collectors.toMap(e -> (String) e.getKey(), e -> form(e.getValue())));
      case Boolean bool -> bool;
      case Double number -> number;
      default -> value.toString();
    };
  }
}
