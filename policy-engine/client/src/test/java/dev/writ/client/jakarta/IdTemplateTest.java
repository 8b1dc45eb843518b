package dev.writ.client.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

class IdTemplateTest {

  private final MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();

  @Test
  void parametersAreFilledInAsTheyAre() {
    parameters.add("a", "$1\\{b}");
    parameters.add("b", "2");
    assertThat(new IdTemplate("{a}/{b}").fill(parameters)).contains("$1\\{b}/2");
    assertThat(new IdTemplate("*").fill(parameters)).contains("*");
  }

  @Test
  void anAbsentEmptyOrAmbiguousParameterGivesNoId() {
    parameters.add("empty", "");
    parameters.add("twice", "1");
    parameters.add("twice", "2");
    assertThat(new IdTemplate("{absent}").fill(parameters)).isEmpty();
    assertThat(new IdTemplate("{empty}").fill(parameters)).isEmpty();
    assertThat(new IdTemplate("{twice}").fill(parameters)).isEmpty();
  }
}
