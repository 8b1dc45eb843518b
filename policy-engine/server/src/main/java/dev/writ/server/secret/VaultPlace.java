package dev.writ.server.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field of a secret in Vault, as the last reading found it. */
record VaultPlace(Vault vault, Vault.Name secret, String field) implements Place {
  private static final String SCHEME = "vault:";
  private static final Pattern FORM = Pattern.compile("vault:([^/#]+)/([^#]+)#([^#]+)");

  /** Whether configuration names a secret in Vault where a file could be. */
  static boolean isNamedBy(Path place) {
    return place.toString().startsWith(SCHEME);
  }

  /**
   * Reads the secret, which is read again and again from now on.
   *
   * @throws Secret.Unusable if Vault cannot be asked or refuses
   */
  static VaultPlace of(Vault vault, Path place, String key) {
    Matcher form = FORM.matcher(place.toString());
    if (!form.matches()) {
      throw new Secret.Unusable(
          "`" + place + "` (" + key + ") has not the form `vault:MOUNT/PATH#FIELD`");
    }
    var name = new Vault.Name(form.group(1), form.group(2));
    var found = new VaultPlace(vault, name, form.group(3));
    try {
      vault.add(name);
      found.value();
    } catch (IOException e) {
      throw new Secret.Unusable("cannot read `" + place + "` (" + key + "): " + e.getMessage());
    }
    return found;
  }

  @Override
  public Object version() throws IOException {
    return value();
  }

  @Override
  public byte[] read() throws IOException {
    return value().getBytes(StandardCharsets.UTF_8);
  }

  private String value() throws IOException {
    if (vault.fields(secret).get(field) instanceof String text) {
      return text;
    }
    throw new IOException("Vault has no such secret, or no text in this field");
  }

  @Override
  public String toString() {
    return "`" + SCHEME + secret + "#" + field + "`";
  }
}
