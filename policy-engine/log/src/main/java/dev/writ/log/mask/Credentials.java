package dev.writ.log.mask;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that are credentials by their look, whatever the property's name. */
final class Credentials {
  /** Base64 of <code>{"</code>, with which every signed JWT begins. */
  private static final String JWT = "eyJ";

  private static final List<String> SCHEMES = List.of("Bearer ", "Basic ", "DPoP ", "-----BEGIN ");
  private static final int SHORTEST_JWT = 40;

  private Credentials() {}

  /** Whether a value is a credential or a list that holds one. */
  static boolean in(@Nullable Object value) {
    if (value instanceof String text) {
      return isCredential(text);
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (in(element)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCredential(String text) {
    if (text.length() >= SHORTEST_JWT && text.startsWith(JWT)) {
      int dot = text.indexOf('.');
      return dot > 0 && text.indexOf('.', dot + 1) > dot;
    }
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return true;
      }
    }
    return false;
  }
}
