package dev.writ.server.search;

import dev.writ.server.config.WritConfig;
import dev.writ.server.secret.Secrets;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** Brings the key of the page tokens: from where it is kept, or a new one for every start. */
@Dependent
class PageKey {
  private static final int LENGTH = 32;

  @Produces
  @Singleton
  PageTokens tokens(WritConfig configuration, Secrets secrets) {
    byte[] key =
        configuration
            .search()
            .keyFile()
            .map(place -> secrets.read(place, "writ.search.key-file", PageKey::checked).get())
            .orElseGet(PageKey::random);
    return new PageTokens(new SecretKeySpec(key, PageTokens.ALGORITHM));
  }

  private static byte[] checked(byte[] key) {
    if (key.length < LENGTH) {
      throw new IllegalArgumentException("it has fewer than 32 bytes");
    }
    return key;
  }

  private static byte[] random() {
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
