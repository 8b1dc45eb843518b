package dev.writ.agent;

import dev.writ.agent.config.ConfigReader;
import dev.writ.agent.config.InvalidConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code writ-agent}: runs an agent until it is told to end. */
public final class Main {
  private static final String LINE = "%1$tFT%1$tT.%1$tLZ %4$s %5$s%6$s%n";
  private static final int UNUSABLE = 2;

  private Main() {}

  /** The program. */
  public static void main(String[] arguments) {
    System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
    int status = new CommandLine(spec()).setExecutionStrategy(Main::run).execute(arguments);
    System.exit(status);
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Built by hand: annotations would need reflection, and a native executable has none. */
  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("writ-agent");
    spec.version("writ-agent " + version());
    spec.usageMessage().description("Decides beside a service, by signed policy bundles.");
    spec.addOption(
        OptionSpec.builder("-c", "--config")
            .paramLabel("FILE")
            .type(Path.class)
            .required(true)
            .description("The agent's configuration; docs/agent.md has its keys.")
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Tells its version.")
            .build());
    return spec;
  }

  private static int run(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    Path file = parsed.matchedOptionValue("config", Path.of(""));
    try {
      Agent agent = Agent.start(ConfigReader.read(file), version());
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(agent, stopped)));
      System.out.println("ready");
      stopped.await();
      return 0;
    } catch (InvalidConfig | IOException e) {
      System.err.println("writ-agent: " + e.getMessage());
      return UNUSABLE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNUSABLE;
    }
  }

  private static void stop(Agent agent, CountDownLatch stopped) {
    agent.close();
    stopped.countDown();
  }
}
