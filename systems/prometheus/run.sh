#!/usr/bin/env bash
# A real Prometheus. PROMETHEUS_CONFIG=<file> and PROMETHEUS_RULES=<file> bring settings of one's own. See README.md.
set -euo pipefail
# shellcheck disable=SC2034 # read by common.sh
NAME=prometheus
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=SCRIPTDIR/../lib/common.sh
source "$HERE/../lib/common.sh"

use_state prometheus
use_install "$SYSTEMS_HOME" "$HERE/versions.txt"
DATA="$SYSTEMS_HOME/data/$SYSTEMS_INSTANCE/prometheus"
VERSION=$(sed -n 's/^prometheus //p' "$HERE/versions.txt")

install_system() {
  unpack prometheus && unpack promtool && return 0
  need go golang
  say "building Prometheus from source; this takes about 6 minutes of processor time, once"
  local module=github.com/prometheus/prometheus
  # remove_all_sd: without the service discoveries of all clouds, of which tests need none
  GOBIN="$INSTALL" CGO_ENABLED=0 go install -p 2 -trimpath -tags netgo,remove_all_sd \
    -ldflags "-s -w -X github.com/prometheus/common/version.Version=$VERSION" \
    "$module/cmd/prometheus@v0.3${VERSION#3.}" "$module/cmd/promtool@v0.3${VERSION#3.}" >"$INSTALL/build.log" 2>&1 ||
    die "the build failed: $(tail -n 3 "$INSTALL/build.log") (whole log: $INSTALL/build.log)"
}

unpack() { # unpack PROGRAM: a built one from SYSTEMS_CACHE, if it is there
  local file="${SYSTEMS_CACHE:-}/$1-$VERSION-linux-amd64.xz"
  [ -n "${SYSTEMS_CACHE:-}" ] && [ -e "$file" ] && [ "$(uname -sm)" = 'Linux x86_64' ] || return 1
  need xz xz-utils
  xz -dc "$file" >"$INSTALL/$1" || return 1
  chmod +x "$INSTALL/$1"
}

launch_system() {
  need curl
  mkdir -p "$DATA/tsdb"
  sed "s/PORT/$PORT/" "${PROMETHEUS_CONFIG:-$HERE/prometheus.yml}" >"$DATA/prometheus.yml"
  [ -z "${PROMETHEUS_RULES:-}" ] || cp "$PROMETHEUS_RULES" "$DATA/rules.yml"
  export GOMEMLIMIT=${GOMEMLIMIT:-256MiB}
  spawn "$INSTALL/prometheus" --config.file="$DATA/prometheus.yml" --storage.tsdb.path="$DATA/tsdb" --storage.tsdb.retention.time=30d \
    --web.listen-address="127.0.0.1:$PORT" --web.external-url="${PROMETHEUS_EXTERNAL_URL:-http://127.0.0.1:$PORT}" --web.route-prefix=/ \
    --web.enable-lifecycle --web.enable-admin-api --web.enable-remote-write-receiver --web.enable-otlp-receiver
}

healthy() { curl --noproxy '*' -fsS -o /dev/null --max-time 2 "http://127.0.0.1:$PORT/-/ready" 2>/dev/null; }

settings() { echo "ASSISTANT_TEST_PROMETHEUS_URL=http://127.0.0.1:$PORT"; }

remove_data() { rm -rf "$DATA"; }

case "${1:-}" in
  promtool) # also before the first start: it writes blocks of history
    ensure_installed
    exec "$INSTALL/promtool" "${@:2}"
    ;;
  data) # the folder of the database, to put blocks of history into it before a start
    mkdir -p "$DATA/tsdb"
    echo "$DATA/tsdb"
    exit
    ;;
esac
system_main "$@"
