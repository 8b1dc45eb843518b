package dev.writ.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Request bodies with something changed in them. */
public final class Bodies {
  private static final String GOOD =
      """
      {"subject": {"type": "user", "id": "alice", "properties": {"roles": ["a"], "n": 1.5e3}},
       "action": {"name": "read"}, "resource": {"type": "record", "id": "1", "properties": null},
       "context": {"ip": "::1", "deep": [{"a": [true, false]}]},
       "evaluations": [{"action": {"name": "write"}}], "options": {}, "page": {"limit": 3}}
      """;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\"\\ud800\"",
          "\\",
          "null",
          "true",
          "1e999",
          "-0",
          "1e-999",
          "9007199254740993",
          "123456789".repeat(200),
          "[".repeat(100),
          "{\"a\":".repeat(70),
          "\u0000",
          "\uFEFF",
          "é",
          "😀",
          "\"subject\": 1,",
          "\"type\": \"\",",
          "/*",
          "//",
          "NaN",
          "'",
          "\"" + "x".repeat(5_000) + "\"",
          "\"id\": {},",
          "\"page\": {\"token\": \"AAAA\"},");

  private Bodies() {}

  /** A body with up to three spans replaced by pieces or by any byte. */
  public static byte[] changed(Random random) {
    byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      body = replaced(body, random);
    }
    return body;
  }

  private static byte[] replaced(byte[] body, Random random) {
    int from = random.nextInt(body.length + 1);
    int to = Math.min(body.length, from + random.nextInt(8));
    var changed = new ByteArrayOutputStream();
    changed.write(body, 0, from);
    changed.writeBytes(
        random.nextInt(3) == 0
            ? new byte[] {(byte) random.nextInt(256)}
            : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
    changed.write(body, to, body.length - to);
    return changed.toByteArray();
  }
}
