package dev.writ.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run --keycloak}: what it starts, and what it prints to try. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  (.*curl .*)$");
  private static final Pattern PAGE = Pattern.compile("(?m)^  (http\\S+/web/orders)$");

  /** As a browser does; curl too takes this machine for secure, and returns Keycloak's cookies. */
  private static final String SIGN_IN =
      """
      cookies=%s/cookies
      form=$(curl -s -c $cookies -b $cookies -L %s | sed -n 's/.*action="\\([^"]*\\)".*/\\1/p')
      curl -s -c $cookies -b $cookies -L "${form//&amp;/&}" -d username=alice -d password=alice
      """;

  private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  @TempDir private Path folder;
  private Served served;

  @BeforeAll
  void run() throws IOException {
    served = Served.startWithKeycloak();
  }

  @AfterAll
  void stop() {
    served.close();
    List<Integer> ports =
        PORT.matcher(served.output()).results().map(SignInIT::number).distinct().toList();
    assertThat(ports).hasSize(3).noneMatch(SignInIT::answers);
  }

  @Test
  void somebodySignsInAtThePageThatItNames() throws Exception {
    Matcher page = PAGE.matcher(served.output());
    assertThat(page.find()).isTrue();
    assertThat(served.shell(SIGN_IN.formatted(folder, page.group(1))))
        .contains("Signed in as <strong>alice</strong>", "order-1001");
  }

  @Test
  void theCommandsThatItPrintsAreAnsweredAsItSays() throws Exception {
    List<String> commands =
        COMMAND.matcher(served.output()).results().map(found -> found.group(1)).toList();
    assertThat(commands).hasSize(2);
    assertThat(served.shell(commands.get(0))).contains("\"id\":\"order-1001\"");
    assertThat(served.shell(commands.get(1))).contains("\"status\":403", "has left");
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfADocumentPrintsWhatTheDocumentShows() {
    return Page.all().stream()
        .flatMap(page -> page.blocks("console").stream())
        .filter(Command::needsKeycloak)
        .flatMap(block -> Command.of(block).stream().filter(command -> !command.serves()))
        .map(command -> dynamicTest(command.text(), () -> served.check(command)));
  }

  private static int number(MatchResult port) {
    return Integer.parseInt(port.group(1));
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
