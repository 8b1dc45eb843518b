package dev.writ.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.codec.ProgramCodec;
import dev.writ.engine.decision.Decision;
import dev.writ.engine.decision.Decision.Verdict;
import dev.writ.engine.model.NaiveModel;
import dev.writ.engine.model.Programs;
import dev.writ.engine.pattern.PermissionPattern;
import dev.writ.engine.program.Effect;
import dev.writ.engine.program.Grant;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Rule;
import dev.writ.engine.request.AccessRequest;
import dev.writ.engine.request.Resource;
import dev.writ.engine.value.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every program and every request; each program is encoded and decoded first. */
class DecidingTest {
  private static final int REQUESTS = 30;

  private static Engine engine(Program program) {
    return Engine.link(ProgramCodec.decode(ProgramCodec.encode(program)));
  }

  @Property(tries = 1000)
  void theIndexFindsWhatALinearScanFinds(@ForAll long seed, @ForAll @IntRange(max = 12) int most) {
    Programs programs = new Programs(seed);
    Program program = programs.program(most);
    Engine engine = engine(program);
    NaiveModel model = new NaiveModel(program);
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest request = programs.request();
      Decision decision = engine.decide(request);
      NaiveModel.Answer expected = model.decide(request);
      assertThat(decision.verdict()).as("%s", request).isEqualTo(expected.verdict());
      assertThat(decision.rules()).as("%s", request).isEqualTo(expected.rules());
    }
  }

  @Property(tries = 300)
  void theOrderOfRulesAndRolesNeverChangesAVerdict(@ForAll long seed) {
    Programs programs = new Programs(seed);
    Program program = programs.program(10);
    List<Rule> shuffled = new ArrayList<>(program.rules());
    Collections.shuffle(shuffled, new Random(seed));
    List<Grant> grants = new ArrayList<>(program.grants());
    Collections.shuffle(grants, new Random(seed));
    grants.sort(Comparator.comparingInt(Grant::role));
    Engine before = engine(program);
    Engine after = engine(Programs.program(program.roles(), grants, shuffled));
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest request = programs.request();
      assertThat(after.decide(request).verdict()).isEqualTo(before.decide(request).verdict());
    }
  }

  @Property(tries = 300)
  void addingAnAllowNeverTurnsAllowIntoDeny(@ForAll long seed) {
    Programs programs = new Programs(seed);
    Program program = programs.program(8);
    List<Rule> rules = new ArrayList<>(program.rules());
    rules.add(programs.rule("added", Effect.ALLOW));
    List<Grant> grants = new ArrayList<>(program.grants());
    grants.add(programs.grant());
    grants.sort(Comparator.comparingInt(Grant::role));
    Engine before = engine(program);
    Engine after = engine(Programs.program(program.roles(), grants, rules));
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest request = programs.request();
      if (before.decide(request).allowed()) {
        assertThat(after.decide(request).allowed()).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void addingADenyNeverTurnsDenyIntoAllow(@ForAll long seed) {
    Programs programs = new Programs(seed);
    Program program = programs.program(8);
    List<Rule> rules = new ArrayList<>(program.rules());
    rules.add(programs.rule("added", Effect.DENY));
    Engine before = engine(program);
    Engine after = engine(Programs.program(program.roles(), program.grants(), rules));
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest request = programs.request();
      if (!before.decide(request).allowed()) {
        assertThat(after.decide(request).allowed()).isFalse();
      }
    }
  }

  @Property(tries = 300)
  void aConditionThatFailsNeverYieldsAnAllow(@ForAll long seed) {
    Programs programs = new Programs(seed);
    Program program = programs.program(10);
    List<Rule> conditional = program.rules().stream().filter(r -> r.when() != null).toList();
    List<Grant> grants = program.grants().stream().filter(g -> g.when() != null).toList();
    Engine engine = engine(Programs.program(program.roles(), grants, conditional));
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest request = programs.request(Map.of("flag", "text", "amount", "much"));
      assertThat(engine.decide(request).verdict()).isEqualTo(Verdict.DENY);
    }
  }

  @Property(tries = 500)
  void whatIsDecidedDespiteUnknownsIsDecidedAlikeForEveryValue(@ForAll long seed) {
    Programs programs = new Programs(seed);
    Engine engine = engine(programs.program(8));
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest masked =
          programs.request(
              Map.of("flag", Unknown.of("resource.flag"), "amount", Unknown.of("resource.amount")));
      Verdict verdict = engine.decide(masked).verdict();
      if (verdict != Verdict.UNDECIDABLE) {
        for (Map<String, Object> properties : possibilities()) {
          assertThat(engine.decide(with(masked, properties)).verdict()).isEqualTo(verdict);
        }
      }
    }
  }

  private static List<Map<String, Object>> possibilities() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Object flag : new Object[] {true, false, "text", Unknown.of("absent")}) {
      for (Object amount : new Object[] {0.0, 1.0, 2.0, 9.0, "much", Unknown.of("absent")}) {
        Map<String, Object> properties = new HashMap<>(Map.of("flag", flag, "amount", amount));
        properties.values().removeIf(Unknown.class::isInstance);
        all.add(properties);
      }
    }
    return all;
  }

  private static AccessRequest with(AccessRequest request, Map<String, Object> properties) {
    return new AccessRequest(
        request.subject(),
        request.action(),
        new Resource(request.resource().type(), request.resource().id(), properties),
        request.context(),
        request.service(),
        request.peer(),
        request.token(),
        request.verified(),
        request.stored(),
        request.now());
  }

  @Property(tries = 300)
  void anExplanationDecidesLikeTheDecision(@ForAll long seed) {
    Programs programs = new Programs(seed);
    Engine engine = engine(programs.program(8));
    for (int i = 0; i < REQUESTS; i++) {
      AccessRequest request = programs.request();
      assertThat(engine.explain(request).decision()).isEqualTo(engine.decide(request));
    }
  }

  @Property(tries = 2000)
  void permissionsMatchBySegment(@ForAll long seed) {
    Programs programs = new Programs(seed);
    PermissionPattern pattern = programs.permission();
    AccessRequest request = programs.request();
    String type = request.resource().type();
    String name = request.action().name();
    String permission = name.startsWith(type + ":") ? name : type + ":" + name;
    assertThat(pattern.matches(List.of(permission.split(":"))))
        .isEqualTo(NaiveModel.regex(pattern.toString()).matcher(permission).matches());
  }

  @Property(tries = 300)
  void decodingWhatWasEncodedGivesTheSameBytesAgain(@ForAll long seed) {
    byte[] encoded = ProgramCodec.encode(new Programs(seed).program(12));
    assertThat(ProgramCodec.encode(ProgramCodec.decode(encoded))).isEqualTo(encoded);
  }
}
