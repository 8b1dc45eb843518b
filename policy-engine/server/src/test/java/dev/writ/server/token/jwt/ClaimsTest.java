package dev.writ.server.token.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
  private static final Claims CLAIMS =
      Claims.read(
          """
          {"sub": "alice", "scope": " read  write ", "n": 3, "empty": "", "list": ["a", 1],
           "realm_access": {"roles": ["customer", "admin"]},
           "resource_access": {"shop.example": {"roles": ["clerk"]}},
           "https://sso.example/groups": ["staff"]}
          """);

  @Test
  void aPathLeadsThroughObjects() {
    assertThat(CLAIMS.texts("realm_access.roles")).containsExactly("customer", "admin");
  }

  @Test
  void namesMayHaveDots() {
    assertThat(CLAIMS.texts("resource_access.shop.example.roles")).containsExactly("clerk");
    assertThat(CLAIMS.texts("https://sso.example/groups")).containsExactly("staff");
  }

  @Test
  void aTextIsSplitAtItsSpaces() {
    assertThat(CLAIMS.texts("scope")).containsExactly("read", "write");
    assertThat(CLAIMS.texts("empty")).isEmpty();
  }

  @Test
  void whatIsNotThereIsNothing() {
    assertThat(CLAIMS.texts("realm_access.groups")).isEmpty();
    assertThat(CLAIMS.text("realm_access.name")).isNull();
    assertThat(CLAIMS.time("exp")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "list", "realm_access"})
  void whatIsNotTextsIsMalformed(String path) {
    assertThatThrownBy(() -> CLAIMS.texts(path)).isInstanceOf(BadToken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "list", "empty"})
  void whatIsNotATextIsMalformed(String path) {
    assertThatThrownBy(() -> CLAIMS.text(path)).isInstanceOf(BadToken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":2}}", "[]", "", "1", "{} {}", "{"})
  void nothingButOneObjectWithoutDoubleNamesIsRead(String json) {
    assertThatThrownBy(() -> Claims.read(json)).isInstanceOf(BadToken.class);
  }
}
