package dev.writ.engine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permission that a request needs: the action's name if that begins with the resource's type
 * and a colon, else type, colon, name. So no action name can borrow another type's permissions.
 *
 * @param text such as {@code orders:read}
 * @param segments at least two, none empty
 */
public record Permission(String text, List<String> segments) {

  /** Derives the permission, or returns null where a segment would be empty. */
  public static @Nullable Permission of(String resourceType, String actionName) {
    boolean qualified =
        actionName.length() > resourceType.length()
            && actionName.startsWith(resourceType)
            && actionName.charAt(resourceType.length()) == ':';
    String text = qualified ? actionName : resourceType + ":" + actionName;
    List<String> segments = List.of(text.split(":", -1));
    return segments.contains("") ? null : new Permission(text, segments);
  }
}
