package dev.writ.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The shop's realm gives out the tokens that others' tests build on. */
class KeycloakTest {

  private static final Keycloak KEYCLOAK = Keycloak.shared();
  private static final Realm SHOP = KEYCLOAK.shop();

  @Test
  void aUsersTokenNamesTheUserTheRolesAndTheAudience() {
    JsonNode claims = claims(SHOP.passwordLogin("alice", "alice").access());
    assertThat(claims.path("iss").asText()).isEqualTo(SHOP.issuer()).startsWith("https://");
    assertThat(claims.path("sub").asText()).isEqualTo("alice").isEqualTo(SHOP.userId("alice"));
    assertThat(claims.at("/realm_access/roles").toString()).contains("customer");
    assertThat(claims.path("aud").toString()).contains("writ");
    assertThat(claims.path("sid").asText()).isNotEmpty();
  }

  @Test
  void groupsAreAClaim() {
    JsonNode claims = claims(SHOP.passwordLogin("frank", "frank").access());
    assertThat(claims.path("groups").toString()).isEqualTo("[\"compliance\"]");
  }

  @Test
  void aServicesTokenNamesItsClient() {
    JsonNode claims = claims(SHOP.clientCredentials("settlement", "settlement-secret").access());
    assertThat(claims.path("azp").asText()).isEqualTo("settlement");
    assertThat(claims.at("/realm_access/roles").toString()).contains("auditor");
  }

  @Test
  void aWrongSecretIsRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> SHOP.clientCredentials("settlement", "wrong"))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(401));
  }

  @Test
  void aTokenOfElsewhereIsNotForTheDecisionPoint() {
    JsonNode claims = claims(SHOP.passwordLogin("elsewhere", "alice", "alice").access());
    assertThat(claims.path("aud").toString()).doesNotContain("writ");
  }

  @Test
  void anExchangedTokenIsForItsNewAudience() {
    String token = SHOP.passwordLogin("alice", "alice").access();
    JsonNode claims = claims(SHOP.exchange("shop", "shop-secret", token, "ledger").access());
    assertThat(claims.path("sub").asText()).isEqualTo("alice");
    assertThat(claims.path("aud").toString()).contains("ledger").doesNotContain("writ");
  }

  @Test
  void aBoundTokenNamesTheCallersCertificate() {
    Realm bound = KEYCLOAK.realm("shop", KEYCLOAK.authority().caller("bound"));
    JsonNode claims = claims(bound.clientCredentials("bound", "bound-secret").access());
    assertThat(claims.at("/cnf/x5t#S256").asText()).hasSize(43);
  }

  @Test
  void aBoundClientWithoutCertificateIsRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> SHOP.clientCredentials("bound", "bound-secret"));
  }

  @Test
  void aDpopClientWithoutProofIsRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> SHOP.clientCredentials("dpop", "dpop-secret"))
        .withMessageContaining("DPoP");
  }

  @Test
  void logoutEndsASession() {
    SHOP.createUser("gina", "customer");
    Tokens tokens = SHOP.passwordLogin("gina", "gina");
    assertThat(active(tokens)).isTrue();
    SHOP.logout("gina");
    assertThat(active(tokens)).isFalse();
  }

  @Test
  void rotatedKeysSignWithANewOne() {
    KEYCLOAK.importRealm(Keycloak.shopRealm("keys"));
    Realm realm = KEYCLOAK.realm("keys");
    String before = header(realm).path("kid").asText();
    realm.rotateKeys();
    assertThat(header(realm).path("kid").asText()).isNotEqualTo(before);
    realm.dropOldKeys();
    assertThat(realm.keys().toString()).doesNotContain(before);
  }

  private static JsonNode header(Realm realm) {
    return part(realm.clientCredentials("settlement", "settlement-secret").access(), 0);
  }

  private static boolean active(Tokens tokens) {
    return SHOP.introspect("writ", "writ-secret", tokens.access()).path("active").asBoolean();
  }

  private static JsonNode claims(String token) {
    return part(token, 1);
  }

  private static JsonNode part(String token, int index) {
    try {
      return Web.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
