package dev.writ.server.tls;

import dev.writ.server.tls.Authority.Leaf;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A server with a certificate that knows workloads of two trust domains and takes common names. */
public class MtlsProfile implements QuarkusTestProfile {
  public static final Authority SERVERS = Authority.named("servers");
  public static final Authority SHOP = Authority.named("shop");
  public static final Authority BANK = Authority.named("bank");
  public static final Authority OFFICE = Authority.named("office");

  public static final String ORDERS = "spiffe://shop.example/ns/prod/sa/orders";
  public static final String STRANGER = "spiffe://shop.example/ns/prod/sa/stranger";

  private static final Path FOLDER = folder();
  public static final Path CERTIFICATE = FOLDER.resolve("server.pem");
  public static final Path KEY = FOLDER.resolve("server.key");
  public static final Path SHOP_BUNDLE = FOLDER.resolve("shop.pem");
  public static final Path BANK_BUNDLE = FOLDER.resolve("bank.pem");
  public static final Path OFFICE_BUNDLE = FOLDER.resolve("office.pem");

  @Override
  public Map<String, String> getConfigOverrides() {
    writeAll();
    Map<String, String> keys = new HashMap<>();
    keys.put("writ.tls.certificate", CERTIFICATE.toString());
    keys.put("writ.tls.key", KEY.toString());
    keys.put("writ.tls.trust-domains.\"shop.example\"", SHOP_BUNDLE.toString());
    keys.put("writ.tls.trust-domains.\"bank.example\"", BANK_BUNDLE.toString());
    keys.put("writ.tls.common-names", OFFICE_BUNDLE.toString());
    keys.put("writ.tls.reload", "100ms");
    keys.put("writ.limits.failure-rate", "0");
    keys.put("writ.peers.orders.spiffe-ids", ORDERS);
    keys.put("writ.peers.orders.operations", "evaluate");
    keys.put("writ.peers.orders.subjects", "user:*");
    keys.put("writ.peers.orders.resources", "record");
    keys.put("writ.peers.monitor.common-names", "monitor");
    keys.put("writ.peers.monitor.operations", "observe");
    return keys;
  }

  /** Puts every file back to what it is at the start. */
  public static void writeAll() {
    Credential server = SERVERS.issue(Leaf.server("first"));
    Credential.replace(KEY, server.keyPem());
    Credential.replace(CERTIFICATE, server.certificatePem());
    Credential.replace(SHOP_BUNDLE, Credential.pem(SHOP.certificate()));
    Credential.replace(BANK_BUNDLE, Credential.pem(BANK.certificate()));
    Credential.replace(OFFICE_BUNDLE, Credential.pem(OFFICE.certificate()));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("certificates");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
