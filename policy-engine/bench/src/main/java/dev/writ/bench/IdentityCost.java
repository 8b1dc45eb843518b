package dev.writ.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What it costs the server's process to know who asks: CPU time per 1,000 evaluations without
 * credentials, over TLS, with client certificates and with tokens, beside plain ones. All take
 * turns.
 *
 * <p>{@code java -cp ... dev.writ.bench.IdentityCost quarkus-app/quarkus-run.jar [rounds]}
 */
public final class IdentityCost {
  private static final int POLICIES = 10;
  private static final int REQUESTS = 8_000;
  private static final int COSTLY_REQUESTS = 1_000;
  private static final int WARM_UP = 5;

  private final List<Way> ways = new ArrayList<>();

  private IdentityCost() {}

  /** One way to ask, and what 1,000 requests took in each round, in milliseconds of CPU. */
  private record Way(
      String name, Load load, ServerProcess server, int requests, List<Double> costs) {

    void ask() throws Exception {
      load.ask(
          server.port(),
          "/access/v1/evaluation",
          requests,
          i ->
              """
              {"subject":{"type":"user","id":"alice","properties":{"roles":["member"]}},\
              "action":{"name":"write"},\
              "resource":{"type":"t%06d","id":"1","properties":{"ownerId":"alice","size":5}}}"""
                  .formatted(i % POLICIES),
          "\"decision\":true");
    }

    void measure() throws Exception {
      Duration before = server.cpu();
      ask();
      costs.add(server.cpu().minus(before).toNanos() / 1e6 * 1000 / requests);
    }

    double median() {
      List<Double> sorted = new ArrayList<>(costs);
      Collections.sort(sorted);
      return sorted.get(sorted.size() / 2);
    }

    String beside(Way other) {
      return "%-40s %7.1f ms CPU per 1,000 (%.1f to %.1f), %.2f times"
          .formatted(
              name,
              median(),
              Collections.min(costs),
              Collections.max(costs),
              median() / other.median());
    }
  }

  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory("writ-bench");
    for (Map.Entry<String, String> file : Policies.filesOfSize(POLICIES).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    Path application = Path.of(arguments[0]);
    Certificates certificates = Certificates.in(folder);
    try (TokenIssuer issuer = TokenIssuer.start();
        ServerProcess plain = ServerProcess.start(application, folder, issuer.options());
        ServerProcess tls = ServerProcess.start(application, folder, both(issuer, certificates))) {
      new IdentityCost().measure(plain, tls, certificates, issuer, rounds);
    }
  }

  private static List<String> both(TokenIssuer issuer, Certificates certificates) {
    List<String> options = new ArrayList<>(issuer.options());
    options.addAll(certificates.options());
    return options;
  }

  private void measure(
      ServerProcess plain,
      ServerProcess tls,
      Certificates certificates,
      TokenIssuer issuer,
      int rounds)
      throws Exception {
    String token = issuer.token();
    Load open = Load.plain();
    Load encrypted = Load.over(certificates.anonymous());
    Load mutual = Load.over(certificates.client());
    add("plain", open, plain, REQUESTS);
    add("plain, token remembered", open.with(i -> bearer(token)), plain, REQUESTS);
    add("plain, token anew", open.with(i -> bearer(issuer.token())), plain, COSTLY_REQUESTS);
    add("TLS", encrypted, tls, REQUESTS);
    add("TLS, token remembered", encrypted.with(i -> bearer(token)), tls, REQUESTS);
    add("mutual TLS", mutual, tls, REQUESTS);
    add("TLS, a handshake each", encrypted.renewedAfter(1), tls, COSTLY_REQUESTS);
    add("mutual TLS, a handshake each", mutual.renewedAfter(1), tls, COSTLY_REQUESTS);
    for (int round = 0; round < WARM_UP; round++) {
      for (Way way : ways) {
        way.ask();
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Way way : ways) {
        way.measure();
      }
    }
    ways.forEach(way -> System.out.println(way.beside(ways.getFirst())));
  }

  private void add(String name, Load load, ServerProcess server, int requests) {
    ways.add(new Way(name, load, server, requests, new ArrayList<>()));
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }
}
