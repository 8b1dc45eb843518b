package dev.writ.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitAddressTest {

  @Test
  void remoteRefAndFolderAreTold() {
    assertThat(GitAddress.parse("git+https://git.example/shop/policies.git#main:a/b"))
        .isEqualTo(
            new GitAddress("https://git.example/shop/policies.git", "main", List.of("a", "b")));
    assertThat(GitAddress.parse("git+ssh://git@git.example:2222/p.git").isSsh()).isTrue();
    assertThat(GitAddress.parse("git+file:///srv/p.git#:sub").ref()).isNull();
  }

  /** Whoever reads the configuration or a log must not find them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "git+https://user:swordfish@git.example/p.git",
        "git+https://swordfish@git.example/p.git",
        "git+http://user:swordfish@127.0.0.1/p.git",
        "git+ssh://git:swordfish@git.example/p.git",
        "git+https://git.example/p.git?private_token=swordfish",
      })
  void credentialsAreRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> GitAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("credentials")
        .message()
        .doesNotContain("swordfish");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git+http://git.example/p.git",
        "git+ext::sh -c id",
        "git+ftp://git.example/p.git",
        "git+https://git.example/p.git#..",
        "git+https://git.example/p.git#main:../up",
        "git+",
      })
  void whatIsUnsafeOrNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> GitAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
