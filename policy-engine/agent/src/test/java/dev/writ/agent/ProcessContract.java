package dev.writ.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.authzen.Question;
import dev.writ.authzen.binary.BinaryForm;
import dev.writ.authzen.binary.BinaryForm.Evaluation;
import dev.writ.engine.request.Action;
import dev.writ.engine.request.Resource;
import dev.writ.engine.request.Subject;
import dev.writ.log.store.LogReader;
import dev.writ.log.store.LogReader.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of an agent that is a process, in whatever form. */
abstract class ProcessContract {
  private static final Question QUESTION =
      new Question(
          new Subject("user", "alice"),
          new Action("read"),
          new Resource("document", "1"),
          Map.of());

  @TempDir private Path folder;
  private Site site;

  abstract List<String> program();

  @BeforeEach
  void offerPolicies() throws IOException {
    site = new Site(folder);
    site.offer(site.bundles.of(Bundles.small(true), 1));
  }

  @Test
  void answersAndEndsInGoodOrder() throws IOException {
    try (AgentProcess agent = AgentProcess.start(program(), site);
        Peer peer = agent.peer(site)) {
      assertThat(peer.evaluate(Peer.READ).body()).contains("\"decision\":true");
      assertThat(agent.terminate()).isIn(0, 143);
    }
    assertThat(last(folder.resolve("data/log"))).contains("\"type\":\"stop\"");
  }

  private static String last(Path log) throws IOException {
    LogReader reader = LogReader.of(log);
    return new String(reader.read(reader.size() - 1).leaf(), StandardCharsets.UTF_8);
  }

  @Test
  void noAcknowledgedRecordIsLostWhenItIsKilledUnderLoad() throws IOException {
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < 3; round++) {
      try (AgentProcess agent = AgentProcess.start(program(), site);
          Peer peer = agent.peer(site).binary()) {
        Thread.ofPlatform().daemon().start(() -> load(peer));
        for (int at = 0; at < 1_000; at++) {
          acknowledged.add(id(peer.message()));
        }
        agent.kill();
      }
    }
    assertThat(acknowledged).hasSize(3_000);
    assertThat(ids(folder.resolve("data/log"))).containsAll(acknowledged);
  }

  /** Until the agent is gone. */
  private static void load(Peer peer) {
    byte[] message = BinaryForm.write(new Evaluation(QUESTION, false));
    try {
      for (; ; ) {
        peer.sendMessage(message);
      }
    } catch (IOException gone) {
      // that is the test
    }
  }

  private static String id(byte[] answer) {
    assertThat(answer).hasSize(17).startsWith(1);
    ByteBuffer id = ByteBuffer.wrap(answer, 1, 16);
    return new UUID(id.getLong(), id.getLong()).toString();
  }

  private static Set<String> ids(Path log) throws IOException {
    LogReader reader = LogReader.of(log);
    List<Stored> all = new ArrayList<>();
    for (long bundle = 0; bundle * 256 < reader.size(); bundle++) {
      all.addAll(reader.bundle(bundle));
    }
    Set<String> ids = new HashSet<>();
    for (Stored stored : all) {
      String leaf = new String(stored.leaf(), StandardCharsets.UTF_8);
      int at = leaf.indexOf("\"id\":\"");
      ids.add(leaf.substring(at + 6, at + 42));
    }
    return ids;
  }
}
