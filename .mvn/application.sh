# Builds an application of this repository when it is missing or older than its sources. Sourced by run and writ,
# which have ROOT, the repository, and a JDK.

# the jar that starts the application of the module $1
application() { echo "$ROOT/$1/target/quarkus-app/quarkus-run.jar"; }

# the jars of the application of the module $1, those that Quarkus made first
class_path() {
  local folder
  folder=$(dirname "$(application "$1")")
  local jars=("$folder"/quarkus/transformed-bytecode.jar "$folder"/quarkus/generated-bytecode.jar "$folder"/app/*.jar "$folder"/lib/boot/*.jar "$folder"/lib/main/*.jar)
  (IFS=:; echo "${jars[*]}")
}

# where what a start of the application of the module $1 learnt is kept
start_cache() { echo "$ROOT/$1/target/serve.aot"; }

# whether the jar $1 is missing or older than a file of the modules $2…
is_stale() {
  local jar=$1 module sources=("$ROOT/pom.xml")
  shift
  [ -f "$jar" ] || return 0
  for module in "$@"; do sources+=("$ROOT/$module/pom.xml" "$ROOT/$module/src/main"); done
  [ -n "$(find "${sources[@]}" -type f -newer "$jar" -print | head -n 1)" ]
}

# builds the application of the module $1, which is made of it and the modules $2…
build_if_stale() {
  local jar
  jar=$(application "$1")
  is_stale "$jar" "$@" || return 0
  [ -f "$jar" ] && echo "building $1 …" >&2 || echo "building $1; the first time takes a few minutes …" >&2
  (cd "$ROOT" && ./mvnw --quiet -Dquick -Dmaven.test.skip --projects "$1" --also-make package >&2)
  touch "$jar"
}
