package dev.writ.server.search;

import dev.writ.server.config.WritConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** Brings the key of the page tokens: from a file, or a new one for every start. */
@Dependent
class PageKey {
  private static final int LENGTH = 32;

  @Produces
  @Singleton
  PageTokens tokens(WritConfig configuration) {
    byte[] key = configuration.search().keyFile().map(PageKey::read).orElseGet(PageKey::random);
    return new PageTokens(new SecretKeySpec(key, PageTokens.ALGORITHM));
  }

  private static byte[] read(Path file) {
    try {
      byte[] key = Files.readAllBytes(file);
      if (key.length < LENGTH) {
        throw new IllegalStateException(
            "the key in `" + file + "` (writ.search.key-file) has fewer than 32 bytes");
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read `" + file + "` (writ.search.key-file)", e);
    }
  }

  private static byte[] random() {
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
