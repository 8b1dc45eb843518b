package dev.writ.cli;

import dev.writ.bundle.BundlePlace;
import dev.writ.git.GitAddress;
import dev.writ.server.log.LogUnusable;
import dev.writ.server.peer.Exposure;
import dev.writ.server.revocation.RevocationsUnusable;
import dev.writ.server.secret.Secret;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code writ serve}: boots the decision point in this process and returns when it stops. */
@Command(
    name = "serve",
    description =
        "Runs the decision point on a policy repository; an edit is live within a second.")
final class Serve implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "The policy repository: a folder, or `git+https://…`, `git+ssh://…`, `git+file://…` with"
              + " `#branch:folder`; or a signed bundle, `bundle+https://…` or `bundle+file:///…`;"
              + " default: the current folder.")
  private String directory;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = WholeNumber.Port.class,
      description = "The port to listen on; default: 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "The address to listen on; default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder for what the decision point keeps.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file with configuration, as properties.")
  private @Nullable Path config;

  @Option(
      names = "--insecure",
      description = "Listen beyond the loopback address without TLS and for everybody.")
  private boolean insecure;

  @Override
  public Integer call() {
    if (!BundlePlace.isBundle(directory)) {
      Policies.require(directory);
    }
    if (config != null && !Files.isReadable(config)) {
      throw Refusal.invalidInput("cannot read the configuration `%s`".formatted(config));
    }
    configure();
    return run();
  }

  /**
   * Options are system properties to Quarkus: the strongest source, and absent if not given. Why it
   * does not start is said by this verb alone, so Quarkus says nothing.
   */
  private void configure() {
    set(
        "writ.policies",
        isAddress(directory) ? directory : Path.of(directory).toAbsolutePath().normalize());
    set("writ.data", data);
    set("writ.insecure", insecure ? true : null);
    set("quarkus.http.port", port);
    set("quarkus.http.host", host);
    set("quarkus.log.category.\"io.quarkus.runtime.Application\".level", "OFF");
    // the server's own door judges targets, and answers in its own form what it refuses
    set("vertx.disableURIValidation", true);
    // whose certificate it is, a connection says once; and a handshake costs more than a request
    set("jdk.tls.rejectClientInitiatedRenegotiation", true);
    set("quarkus.config.locations", config == null ? null : config.toUri());
  }

  private static boolean isAddress(String place) {
    return GitAddress.isGit(place) || BundlePlace.isBundle(place);
  }

  private static void set(String key, @Nullable Object value) {
    if (value != null) {
      System.setProperty(key, value.toString());
    }
  }

  private static int run() {
    var end = new AtomicReference<>(new End(ExitCode.DONE, null));
    Quarkus.run(null, (code, problem) -> end.set(new End(code, problem)));
    return end.get().exitCode();
  }

  /** How the decision point came to its end. */
  private record End(int code, @Nullable Throwable problem) {

    int exitCode() {
      if (problem == null) {
        return code;
      }
      Throwable cause = rootCause(problem);
      throw switch (cause) {
        case QuarkusBindException taken -> Refusal.failure(describe(taken));
        case LogUnusable unusable -> Refusal.failure(message(unusable));
        case RevocationsUnusable unusable -> Refusal.failure(message(unusable));
        case Secret.Unusable unusable -> Refusal.failure(message(unusable));
        case Exposure.Refused refused -> Refusal.of(ExitCode.USAGE, message(refused));
        case PreventFurtherStepsException refused -> Refusal.of(code, message(refused));
        case ConfigurationException wrong -> Refusal.invalidInput(message(wrong));
        case ConfigValidationException wrong -> Refusal.invalidInput(message(wrong));
        default -> new IllegalStateException(problem);
      };
    }

    private static String describe(QuarkusBindException taken) {
      String text = "cannot listen on `%s`, port %d: %s";
      return QuarkusBindException.isKnownHost(taken.getHost())
          ? text.formatted(
              taken.getHost(), taken.getPort(), "the port is taken; choose another with `--port`")
          : text.formatted(
              taken.getHost(), taken.getPort(), "it is not an address of this machine");
    }

    private static String message(Throwable problem) {
      return String.valueOf(problem.getMessage());
    }

    private static Throwable rootCause(Throwable problem) {
      Throwable cause = problem;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause;
    }
  }
}
