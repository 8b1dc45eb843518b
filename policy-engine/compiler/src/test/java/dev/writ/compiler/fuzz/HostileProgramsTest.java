package dev.writ.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.compiler.Compilation;
import dev.writ.compiler.PolicyCompiler;
import dev.writ.compiler.repository.RepositorySnapshot;
import dev.writ.engine.Engine;
import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.program.InvalidProgram;
import dev.writ.engine.program.Program;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Encoded programs full of expressions, with bytes changed: refused, or they decide something. */
class HostileProgramsTest {
  private static final byte[] ENCODED = ProgramCodec.encode(program());

  private static Program program() {
    String policy =
        """
        policy: all
        let:
          large: resource.amount > 1000
        rules:
          - allow: most
            when: |
              (large || resource.tags.exists(t, t in ["a", "b"])) && resource.path.matches("^/[a-z]+(/x|y)*$")
              && now.getHours("Europe/Berlin") < 17
              && cel.bind(x, resource.items.map(i, i.n), x.size() < 5 && x.sortBy(n, -n)[0] == 3)
            output: '{"a": [1, 2u, 3.0], "b": {"c": optional.of(1).orValue(2)}, "d": base64.encode(b"x")}'
          - deny: few
            unless: |
              {"a": 1}.transformMap(k, v, v + 1).exists(k, v, k == "a" && v > 1)
              && timestamp("2026-01-01T00:00:00Z") + duration("1h") > now
              && cidr("10.0.0.0/8").containsIP(context.ip) && "a,b".split(",").join("-") != ""
            during: office
        """;
    String windows =
        """
        windows:
          office:
            zone: America/New_York
            open:
              - { from: "22:00", to: "06:00" }
        """;
    Map<String, byte[]> files =
        Map.of(
            "writ.yaml", bytes("language: 1\nname: fuzz\n"),
            "policy.yaml", bytes(policy),
            "windows.yaml", bytes(windows));
    return switch (new PolicyCompiler().compile(RepositorySnapshot.of(files), null)) {
      case Compilation.Compiled compiled -> compiled.program();
      case Compilation.Rejected rejected ->
          throw new IllegalStateException(rejected.problems().toString());
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 20_000)
  void aChangedProgramDecidesOrIsRefused(@ForAll long seed) {
    var random = new Random(seed);
    byte[] changed = ENCODED.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      changed[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : changed[at] + 1);
    }
    try {
      Engine engine = Engine.link(ProgramCodec.decode(changed));
      assertThat(engine.decide(request()).verdict()).isNotNull();
      assertThat(engine.explain(request()).decision()).isNotNull();
    } catch (InvalidProgram refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static AccessRequest request() {
    Map<String, Object> item = Map.of("n", 3.0);
    return AccessRequest.of(
        new Subject("user", "alice", Map.of("roles", List.of())),
        new Action("read"),
        new Resource(
            "doc",
            "1",
            Map.of(
                "amount",
                1.0,
                "path",
                "/ab/x",
                "tags",
                List.of("a"),
                "items",
                List.of(item, item))),
        Map.of("ip", "10.1.2.3"),
        Instant.parse("2026-03-04T03:00:00Z"));
  }
}
