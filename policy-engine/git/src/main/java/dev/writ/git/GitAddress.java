package dev.writ.git;

import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy repository lies in Git: {@code git+https://host/path#branch:sub/folder}, and the
 * same with {@code ssh} and {@code file}, or {@code http} on this machine. Immutable.
 *
 * @param remote the repository's URL, without credentials
 * @param ref a branch, a tag, a full name under {@code refs/} or the 40 digits of a commit; null
 *     for the remote's {@code HEAD}
 * @param folder the segments of the folder in it that is the policy repository's root
 */
public record GitAddress(String remote, @Nullable String ref, List<String> folder) {
  private static final String PREFIX = "git+";
  private static final Set<String> SCHEMES = Set.of("https", "ssh", "file", "http");

  public GitAddress {
    folder = List.copyOf(folder);
  }

  /** Whether a text means a repository in Git, and not a folder. */
  public static boolean isGit(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with a message for the user if it is none
   */
  public static GitAddress parse(String text) {
    int hash = text.indexOf('#');
    String remote = text.substring(PREFIX.length(), hash < 0 ? text.length() : hash);
    String fragment = hash < 0 ? "" : text.substring(hash + 1);
    int colon = fragment.indexOf(':');
    String ref = colon < 0 ? fragment : fragment.substring(0, colon);
    requireRemote(remote);
    requireRef(ref);
    return new GitAddress(
        remote, ref.isEmpty() ? null : ref, colon < 0 ? List.of() : folder(fragment, colon + 1));
  }

  /** Whether it is reached over SSH. */
  public boolean isSsh() {
    return remote.startsWith("ssh:");
  }

  private static void requireRemote(String remote) {
    URIish uri = uri(remote);
    String scheme = uri.getScheme();
    if (scheme == null || !SCHEMES.contains(scheme) || uri.getPath() == null) {
      throw wrong("write `git+https://`, `git+ssh://` or `git+file://` and a path");
    }
    if (remote.indexOf('?') >= 0) {
      throw wrong("it must have no `?`: name files with credentials in `writ.git`");
    }
    if (uri.getPass() != null || uri.getUser() != null && !scheme.equals("ssh")) {
      throw wrong("it must hold no credentials: name files with them in `writ.git`");
    }
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      throw wrong("plain HTTP is for this machine only: write `git+https://`");
    }
  }

  private static URIish uri(String remote) {
    try {
      return new URIish(remote);
    } catch (URISyntaxException e) {
      throw wrong("it is not a URL");
    }
  }

  private static boolean isLoopback(@Nullable String host) {
    try {
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void requireRef(String ref) {
    String full = ref.startsWith(Constants.R_REFS) ? ref : Constants.R_HEADS + ref;
    if (!ref.isEmpty() && !Repository.isValidRefName(full)) {
      throw wrong("`" + ref + "` is no name of a branch or tag");
    }
  }

  private static List<String> folder(String fragment, int from) {
    List<String> segments =
        List.of(fragment.substring(from).split("/")).stream().filter(s -> !s.isEmpty()).toList();
    if (segments.contains("..") || segments.contains(".")) {
      throw wrong("the folder must not have `.` or `..` in it");
    }
    return segments;
  }

  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("this is no address of a Git repository: " + why);
  }

  /** The address without its prefix, for messages. */
  @Override
  public String toString() {
    String place = ref == null ? "" : "#" + ref;
    return folder.isEmpty()
        ? remote + place
        : remote + (ref == null ? "#" : place) + ":" + String.join("/", folder);
  }
}
