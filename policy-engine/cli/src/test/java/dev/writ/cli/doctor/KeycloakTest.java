package dev.writ.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Run;
import dev.writ.testbed.Keycloak;
import dev.writ.testbed.Realm;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found of a real Keycloak: its defaults, and a client that is registered too widely. */
class KeycloakTest {
  private static final Keycloak KEYCLOAK = Keycloak.shared();
  private static final String REALM = "doctor";
  private static final String REDIRECT_URI = "https://shop.example/callback";
  private static final Pattern FINDING = Pattern.compile("(?m)^  ([✓✗!–]) ([a-z0-9-]+) ");

  private static Realm realm;

  @BeforeAll
  static void importRealm() {
    KEYCLOAK.importRealm(Keycloak.shopRealm(REALM));
    realm = KEYCLOAK.realm(REALM);
  }

  private static void register(String... redirectUris) {
    realm.changeClient(
        "shop",
        client -> {
          var uris = client.putArray("redirectUris");
          Stream.of(redirectUris).forEach(uris::add);
        });
  }

  private static Run doctor(String issuer, String... more) {
    Stream<String> arguments =
        Stream.of("doctor", issuer, "--ca", KEYCLOAK.authorityFile().toString());
    return Run.of(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }

  private static Run doctorAsShop(String redirectUri) {
    return doctor(realm.issuer(), "--client-id", "shop", "--redirect-uri", redirectUri);
  }

  /** The checks that a report marks so. */
  private static Set<String> marked(String symbol, Run run) {
    var ids = new TreeSet<String>();
    FINDING
        .matcher(run.out())
        .results()
        .filter(match -> match.group(1).equals(symbol))
        .forEach(match -> ids.add(match.group(2)));
    return ids;
  }

  @Test
  void whatKeycloakOffersUnaskedIsFoundAndARealClientsRequestsAreTold() {
    register(REDIRECT_URI);

    Run run = doctorAsShop(REDIRECT_URI);

    assertThat(marked("✗", run))
        .containsExactlyInAnyOrder(
            "implicit-grant",
            "token-response",
            "password-grant",
            "pkce-plain",
            "userinfo-signed",
            "request-object-signed");
    assertThat(marked("–", run)).hasSize(8).doesNotContain("framing");
    assertThat(marked("✓", run))
        .contains("redirect-other-host", "redirect-two-values", "framing", "pkce-required", "dpop");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aWildcardInARegisteredRedirectUriIsFound() {
    register("https://shop.example/*");

    assertThat(marked("✗", doctorAsShop(REDIRECT_URI)))
        .contains("redirect-other-path", "redirect-appended-path")
        .doesNotContain("redirect-other-host", "redirect-subdomain");
  }

  @Test
  void aClientThatAnybodyMayReturnToIsFound() {
    register("*");

    assertThat(marked("✗", doctorAsShop(REDIRECT_URI)))
        .contains("redirect-other-host", "redirect-user-info", "redirect-localhost");
  }

  @Test
  void plainHttpOnThisMachineIsAWarning() {
    Run run = doctor(KEYCLOAK.plainUrl() + "/realms/" + REALM);

    assertThat(marked("!", run)).contains("https");
    assertThat(marked("✓", run)).contains("issuer", "key-sizes");
  }

  @Test
  void aRealmThatIsNotThereHasNoMetadata() {
    Run run = doctor(KEYCLOAK.url() + "/realms/other");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("writ: the issuer has no metadata: status 404");
  }
}
