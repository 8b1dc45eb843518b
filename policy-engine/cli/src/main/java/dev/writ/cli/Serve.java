package dev.writ.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code writ serve}: boots the decision point in this process and returns when it stops. */
@Command(name = "serve", description = "Runs the decision point.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the port to listen on; default: ${DEFAULT-VALUE}")
  private int port = 8080;

  @Override
  public Integer call() {
    System.setProperty("quarkus.http.port", Integer.toString(port));
    Quarkus.run();
    return 0;
  }
}
