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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a folder is read and what becomes of it; the readings are given, the folder is real. */
class PolicyWatchTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir Path root;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Policies policies =
      new Policies(Clock.systemUTC(), meters, new ServerEvents(Recorder.NONE, Clock.systemUTC()));
  private final Deque<PolicySource> sources = new ArrayDeque<>();
  private int reads;

  @Test
  void aFolderThatIsStillIsReadOnce() throws InterruptedException {
    sources.add(() -> good('a'));
    assertThat(watch().load()).isTrue();
    assertThat(hash()).startsWith("aaa");
    assertThat(reads).isOne();
  }

  @Test
  void whatChangedWhileItWasReadIsNotServed() throws InterruptedException {
    sources.add(
        () -> {
          edit("reading.yaml", "changed");
          return good('a');
        });
    sources.add(() -> good('b'));
    PolicyWatch watch = watch();
    assertThat(watch.load()).isFalse();
    assertThat(policies.current()).isInstanceOf(Unavailable.class);
    assertThat(watch.load()).isTrue();
    assertThat(hash()).startsWith("bbb");
  }

  @Test
  void aBrokenEditKeepsTheLastGoodSetAndShows() throws InterruptedException {
    sources.add(() -> good('a'));
    sources.add(() -> new Reading.Broken(new Faults("a.yaml:3:5: unknown key `alow`", 2)));
    PolicyWatch watch = watch();
    watch.load();
    watch.load();
    assertThat(hash()).startsWith("aaa");
    assertThat(policies.current().faults())
        .hasToString("a.yaml:3:5: unknown key `alow` (and 1 more)");
    assertThat(meters.get("writ.policy.errors").gauge().value()).isEqualTo(2);
    assertThat(meters.get("writ.reload").tag("result", "rejected").counter().count()).isOne();
  }

  @Test
  void aHealedEditServesAgain() throws InterruptedException {
    sources.add(() -> good('a'));
    sources.add(() -> new Reading.Broken(new Faults("a.yaml:3:5: unknown key `alow`", 1)));
    sources.add(() -> good('b'));
    PolicyWatch watch = watch();
    watch.load();
    watch.load();
    watch.load();
    assertThat(hash()).startsWith("bbb");
    assertThat(policies.current().faults()).isNull();
    assertThat(meters.get("writ.policy.errors").gauge().value()).isZero();
  }

  @Test
  void withoutAnyGoodSetTheReasonIsKept() throws InterruptedException {
    sources.add(() -> new Reading.Broken(new Faults("a.yaml:3:5: unknown key `alow`", 1)));
    watch().load();
    assertThat(policies.current())
        .isEqualTo(
            new Unavailable(
                "the policies could not be loaded: a.yaml:3:5: unknown key `alow`",
                new Faults("a.yaml:3:5: unknown key `alow`", 1)));
    assertThat(meters.get("writ.policy.age").timeGauge().value()).isNaN();
  }

  @Test
  void aFaultOfTheCompilerIsABrokenEdit() throws InterruptedException {
    sources.add(() -> good('a'));
    sources.add(
        () -> {
          throw new IllegalStateException("a bug");
        });
    PolicyWatch watch = watch();
    watch.load();
    watch.load();
    assertThat(hash()).startsWith("aaa");
    assertThat(policies.current().faults()).isNotNull();
  }

  private PolicyWatch watch() {
    return new PolicyWatch(root, this::read, policies, MOMENT, MOMENT);
  }

  private Reading read() {
    reads++;
    return sources.remove().read();
  }

  private String hash() {
    return ((Serving) policies.current()).engine().program().revision().hash();
  }

  private void edit(String name, String content) {
    try {
      Files.writeString(root.resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Reading good(char revision) {
    var program =
        new Program(
            "test",
            new Revision(String.valueOf(revision).repeat(64), null),
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
}
