package dev.writ.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.engine.Engine;
import dev.writ.engine.program.Entities;
import dev.writ.engine.program.Program;
import dev.writ.engine.program.Revision;
import dev.writ.engine.program.Schema;
import dev.writ.server.policy.PolicySource.Reading;
import dev.writ.server.policy.PolicyState.Faults;
import dev.writ.server.policy.PolicyState.Serving;
import dev.writ.server.policy.PolicyState.Unavailable;
import dev.writ.server.record.Recorder;
import dev.writ.server.record.ServerEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private Instant now = NOW;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Policies policies =
      new Policies(clock, new SimpleMeterRegistry(), new ServerEvents(Recorder.NONE, clock));

  private static Reading.Good good() {
    var program =
        new Program(
            "test",
            new Revision("a".repeat(64), null),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Schema.NONE,
            Entities.NONE);
    return new Reading.Good(Engine.link(program), 0);
  }

  @Test
  void whatMayAnswerUntilSomeTimeAnswersNoLonger() {
    policies.publish(good(), NOW.plusSeconds(60));
    now = NOW.plusSeconds(60);
    assertThat(policies.current()).isInstanceOf(Serving.class);
    now = now.plusNanos(1);
    assertThat(policies.current())
        .isEqualTo(new Unavailable("the policies ran out at 2026-03-04T10:01:00Z", null));
    policies.publish(good(), now.plusSeconds(60));
    assertThat(policies.current()).isInstanceOf(Serving.class);
  }

  @Test
  void anEditThatFailsGivesNoMoreTime() {
    policies.publish(good(), NOW.plusSeconds(60));
    policies.publish(new Reading.Broken(new Faults("p.yaml:1:1: broken", 1)));
    assertThat(policies.current()).isInstanceOf(Serving.class);
    now = NOW.plusSeconds(61);
    assertThat(policies.current()).isInstanceOf(Unavailable.class);
  }

  @Test
  void followersAreToldOfWhatIsAndOfWhatComes() {
    policies.publish(good());
    List<Engine> told = new ArrayList<>();
    policies.follow(told::add);
    assertThat(told).hasSize(1);
    policies.publish(good());
    assertThat(told).hasSize(2).doesNotHaveDuplicates();
  }
}
