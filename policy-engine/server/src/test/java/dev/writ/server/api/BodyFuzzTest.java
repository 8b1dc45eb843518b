package dev.writ.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.authzen.json.InvalidRequest;
import dev.writ.authzen.json.StrictJson;
import dev.writ.server.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a body holds: it is an object, or it is refused in a person's words. */
class BodyFuzzTest {

  @Property(tries = 20_000)
  void changedBodiesAreReadOrRefused(@ForAll long seed) {
    judge(Bodies.changed(new Random(seed)));
  }

  @Property(tries = 5_000)
  void randomBytesAreReadOrRefused(@ForAll byte[] body) {
    judge(body);
  }

  @Property(tries = 5_000)
  void randomTextIsReadOrRefused(@ForAll String body) {
    judge(("{\"a\": [" + body + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private static void judge(byte[] body) {
    try {
      assertThat(StrictJson.readObject(body)).isNotNull();
    } catch (InvalidRequest refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("Exception", "com.fasterxml");
    }
  }
}
