# Finds a JDK of at least the baseline and exports it as JAVA_HOME. Sourced by run, test, writ and mvnw.

WRIT_JDK_BASELINE=21

# the feature version of the JDK in $1, or 0 if there is none with a compiler
jdk_version() {
  local release=$1/release version
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$release" ] || { echo 0; return; }
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  echo "${version:-0}"
}

# one candidate a line
jdk_candidates() {
  local home
  command -v javac >/dev/null && dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v "$WRIT_JDK_BASELINE+" 2>/dev/null
  for home in /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$home" ] && echo "$home"
  done
}

# JAVA_HOME stays if it is new enough; otherwise the newest JDK found is taken
use_jdk() {
  [ "$(jdk_version "${JAVA_HOME:-}")" -ge "$WRIT_JDK_BASELINE" ] && { export JAVA_HOME; return 0; }
  local home version newest=0
  while IFS= read -r home; do
    version=$(jdk_version "$home")
    [ "$version" -gt "$newest" ] && newest=$version && JAVA_HOME=$home
  done < <(jdk_candidates)
  [ "$newest" -ge "$WRIT_JDK_BASELINE" ] && { export JAVA_HOME; return 0; }
  echo "writ needs a JDK of version $WRIT_JDK_BASELINE or newer: install one (such as Temurin 25) or set JAVA_HOME to it" >&2
  return 1
}
