package dev.writ.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.server.revocation.Revocation.Target;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReaderTest {

  @Test
  void everyKindOfEntryIsRead() {
    var entries =
        FileReader.read(
            """
            # lost and found
            revocations:
              - key: payments-2025
                reason: laptop lost
              - sub: 7d1c
                issuer: https://idp.example
                until: 2027-01-01T00:00:00Z
                issued_before: "2026-11-01T12:00:00Z"
              - subject: "user:alice"
              - jti: "123"
              - sid: s
            """);
    assertThat(entries)
        .containsEntry(
            new Target(Kind.KEY, null, "payments-2025"),
            new Revocation(
                new Target(Kind.KEY, null, "payments-2025"), Instant.MAX, null, "laptop lost"))
        .containsEntry(
            new Target(Kind.SUB, "https://idp.example", "7d1c"),
            new Revocation(
                new Target(Kind.SUB, "https://idp.example", "7d1c"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2026-11-01T12:00:00Z"),
                ""))
        .containsKeys(
            new Target(Kind.SUBJECT, null, "user:alice"),
            new Target(Kind.JTI, null, "123"),
            new Target(Kind.SID, null, "s"))
        .hasSize(5);
    assertThat(FileReader.read("revocations: []")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | must have one key",
        "[] | must have one key",
        "revocation: [] | must have one key",
        "{revocations: [], more: 1} | must have one key",
        "revocations: x | must have one key",
        "revocations: [x] | entry 1 is not",
        "revocations: [{reason: x}] | entry 1 must have exactly one of",
        "revocations: [{jti: a, sid: b}] | entry 1 must have exactly one of",
        "revocations: [{jtii: a}] | entry 1 has an unknown key `jtii`",
        "revocations: [{jti: }] | entry 1 has no value for `jti`",
        "revocations: [{jti: 12}] | put the value of `jti` in quotes",
        "revocations: [{jti: a, until: tomorrow}] | `tomorrow` is no time",
        "revocations: [{jti: a}, {jti: a}] | entry 2 is there twice",
        "'revocations: [{jti: a, jti: b}]' | it is not YAML",
        "'revocations: [' | it is not YAML"
      })
  void oneMistakeMakesTheFileInvalid(String yaml, String message) {
    assertThatThrownBy(() -> FileReader.read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
