package dev.writ.git;

import dev.writ.testbed.GitUpstream;

/** Addresses of repositories on this machine. */
final class Addresses {
  private Addresses() {}

  static GitAddress of(GitUpstream upstream, String fragment) {
    return GitAddress.parse("git+file://" + upstream.bare() + fragment);
  }
}
