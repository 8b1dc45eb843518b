package dev.writ.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs every command that the documents show, but those that need a Keycloak ({@link SignInIT}),
 * and compares what it prints.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
  private static final Pattern PRINTED_REQUEST = Pattern.compile("(?m)^  curl (?:.*\\\\\n)?.*$");

  private Served served;

  @BeforeAll
  void run() throws IOException {
    served = Served.start();
  }

  @AfterAll
  void stop() {
    served.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandPrintsWhatTheDocumentShows() {
    return Page.all().stream().flatMap(this::commandsOf);
  }

  private Stream<DynamicTest> commandsOf(Page page) {
    return page.blocks("console").stream()
        .filter(block -> !Command.needsKeycloak(block))
        .flatMap(
            block ->
                Command.of(block).stream()
                    .map(
                        command ->
                            dynamicTest(
                                page.path() + ":" + block.line() + " " + command.text(),
                                () -> check(command))));
  }

  private void check(Command command) throws Exception {
    if (command.serves()) {
      assertThat(command.text()).as("the only server there is here").isEqualTo("./run");
      assertThat(served.output()).matches(command.expected());
      return;
    }
    served.check(command);
  }

  @Test
  void theRequestsThatRunPrintsAreAnsweredAsItSays() throws Exception {
    List<String> requests =
        PRINTED_REQUEST.matcher(served.output()).results().map(MatchResult::group).toList();

    assertThat(requests).hasSize(3);
    assertThat(served.shell(requests.get(0))).contains("\"decision\":false", "has left");
    assertThat(served.shell(requests.get(1))).contains("\"id\":\"order-1001\"");
    assertThat(served.shell(requests.get(2))).contains("\"status\":403", "has left");
  }

  @Test
  void aTakenPortIsSaidInOneLine() throws Exception {
    String printed = served.shell("./run --port " + port());

    assertThat(printed)
        .startsWith("run: port " + port() + " of 127.0.0.1 is taken")
        .hasLineCount(1);
  }

  private String port() {
    return served.atPorts("127.0.0.1:8080").replaceAll(".*:", "");
  }
}
