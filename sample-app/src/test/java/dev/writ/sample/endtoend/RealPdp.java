package dev.writ.sample.endtoend;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A running decision point behind a {@link Meddler}, for the tests that have a field of this type.
 */
public final class RealPdp implements QuarkusTestResourceLifecycleManager {

  private Meddler meddler;
  private PdpProcess pdp;
  private Path data;

  @Override
  public Map<String, String> start() {
    try {
      meddler = new Meddler();
      data = Files.createTempDirectory("writ-data");
      if (PdpProcess.isBuilt()) {
        restart();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the decision point did not start", e);
    }
    return Map.of(
        "writ.client.url", meddler.url().toString(),
        "writ.client.deadline", "3s",
        "writ.client.breaker-failures", "1000",
        "quarkus.log.category.\"dev.writ.client\".level", "OFF");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(RealPdp.class));
  }

  @Override
  public void stop() {
    if (pdp != null) {
      pdp.kill();
    }
    meddler.close();
  }

  boolean isRunning() {
    return pdp != null;
  }

  Meddler meddler() {
    return meddler;
  }

  void kill() {
    pdp.kill();
  }

  void restart() throws Exception {
    pdp = PdpProcess.start(data);
    passOn();
  }

  void passOn() {
    meddler.passOnTo(pdp.url());
  }
}
