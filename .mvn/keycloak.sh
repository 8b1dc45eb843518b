# Prepares and starts a Keycloak that knows the shop, for trying things out. Sourced by run, which has ROOT, HOST and a
# JDK. What it knows ends with it.

KEYCLOAK_VERSION=$(sed -n 's:.*<keycloak.version>\(.*\)</keycloak.version>.*:\1:p' "$ROOT/pom.xml")
KEYCLOAK_CACHE=$HOME/.cache/writ
KEYCLOAK_HOME=$KEYCLOAK_CACHE/keycloak-$KEYCLOAK_VERSION-run
KEYCLOAK_REALM=$ROOT/policy-engine/testbed/src/main/resources/dev/writ/testbed/shop-realm.json

# the distribution from Maven's repository, unless an earlier run or build has it already
download_keycloak() {
  local archive=$KEYCLOAK_CACHE/downloads/keycloak-quarkus-dist-$KEYCLOAK_VERSION.zip
  if [ ! -f "$archive" ]; then
    echo "fetching Keycloak $KEYCLOAK_VERSION, 170 MB …" >&2
    (cd "$ROOT" && ./mvnw --non-recursive dependency:copy -DoutputDirectory="$KEYCLOAK_CACHE/downloads" \
      -Dartifact="org.keycloak:keycloak-quarkus-dist:$KEYCLOAK_VERSION:zip" >&2)
  fi
  echo "$archive"
}

# unpacks it and does what it would do at its first start, once for all runs of this user
prepare_keycloak() {
  local archive folder
  [ ! -d "$KEYCLOAK_HOME" ] || return 0
  mkdir -p "$KEYCLOAK_CACHE"
  archive=$(download_keycloak)
  echo "preparing Keycloak; the first time takes a minute …" >&2
  folder=$(mktemp -d "$KEYCLOAK_CACHE/keycloak.XXXXXX")
  (cd "$folder" && "$JAVA_HOME/bin/jar" --extract --file "$archive")
  chmod +x "$folder"/*/bin/*.sh
  "$folder"/*/bin/kc.sh build --db=dev-mem >"$folder/log" 2>&1 || { cat "$folder/log" >&2; rm -rf "$folder"; return 1; }
  # another run may have been faster
  [ -d "$KEYCLOAK_HOME" ] || mv "$folder"/keycloak-* "$KEYCLOAK_HOME"
  rm -rf "$folder"
}

# the shop's realm, which tells the shop at $SHOP_URL of logouts
import_shop() {
  local folder=$KEYCLOAK_HOME/data/import
  mkdir -p "$folder"
  sed 's|"backchannel.logout.session.required": "true"|&, "backchannel.logout.url": "${SHOP_URL}/back-channel-logout"|' \
    "$KEYCLOAK_REALM" >"$folder/shop-realm.json.$$"
  mv "$folder/shop-realm.json.$$" "$folder/shop-realm.json"
}

# on the port $1, for the shop at $2; logs to the file $3
start_keycloak() {
  import_shop
  SHOP_URL=$2 KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=admin \
    JAVA_OPTS_KC_HEAP="-Xms64m -Xmx512m" JAVA_OPTS_APPEND=-XX:TieredStopAtLevel=1 \
    "$KEYCLOAK_HOME/bin/kc.sh" start --optimized --import-realm --http-enabled=true --http-host="$HOST" \
    --http-port="$1" --hostname-strict=false --cache=local >"$3" 2>&1 &
}

# what the decision point has to know of the realm $1
decision_point_settings() {
  cat <<TEXT
writ.issuers.login.url=$1
writ.issuers.login.audience=writ,ledger
writ.issuers.login.peers=true
writ.issuers.login.client-claim=client_id
writ.issuers.login.logout-audience=shop
writ.subjects.login.type=user
writ.subjects.login.may-state-roles=customer,support,admin,auditor
writ.subjects.login.may-state-groups=compliance
writ.peers.shop.clients=$1|shop
writ.peers.shop.operations=evaluate
writ.peers.shop.resources=*
writ.peers.shop.issuers=$1
TEXT
}

# the shop's secrets, each a file of the folder $1
write_shop_secrets() {
  (umask 077 && mkdir -p "$1" && printf shop-secret >"$1/shop.client-secret" &&
    head -c 24 /dev/urandom | base64 | tr -d '\n' >"$1/shop.session-secret")
}
