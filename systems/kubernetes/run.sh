#!/usr/bin/env bash
# A real Kubernetes API server with controllers and scheduler; kwok plays nodes and kubelets. See README.md.
set -euo pipefail
# shellcheck disable=SC2034 # read by common.sh
NAME=kubernetes
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=SCRIPTDIR/../lib/common.sh
source "$HERE/../lib/common.sh"

use_state kubernetes
use_install "$SYSTEMS_HOME" "$HERE/versions.txt"
DATA="$SYSTEMS_HOME/data/$SYSTEMS_INSTANCE/kubernetes"
version() { sed -n "s/^$1 //p" "$HERE/versions.txt"; }

install_system() {
  need openssl
  unpack kube-all "$(version kubernetes)" && unpack kwok "$(version kwok)" && return 0
  need go golang
  say "building Kubernetes from source; this takes about 15 minutes of processor time, once"
  "$HERE/build.sh" "$INSTALL" >"$INSTALL/build.log" 2>&1 || die "the build failed: $(tail -n 3 "$INSTALL/build.log") (whole log: $INSTALL/build.log)"
}

unpack() { # unpack PROGRAM VERSION: a built one from SYSTEMS_CACHE, if it is there
  local file="${SYSTEMS_CACHE:-}/$1-$2-linux-amd64.xz"
  [ -n "${SYSTEMS_CACHE:-}" ] && [ -e "$file" ] && [ "$(uname -sm)" = 'Linux x86_64' ] || return 1
  need xz xz-utils
  xz -dc "$file" >"$INSTALL/$1" || return 1
  chmod +x "$INSTALL/$1"
}

launch_system() {
  need curl
  local step
  for step in {1..50}; do
    five_ports_free && break
    PORT=$((PORT + 7))
  done
  printf '%s\n' "$PORT" >"$STATE/port"
  mkdir -p "$DATA"
  rm -f "$DATA/ready"
  spawn "$HERE/serve.sh" "$INSTALL" "$DATA" "$PORT"
}
five_ports_free() {
  local next
  for next in 1 2 3 4 5; do ! port_in_use $((PORT + next)) || return 1; done
}

healthy() {
  [ -e "$DATA/ready" ] && curl --noproxy '*' -fsS -o /dev/null --max-time 2 --cacert "$DATA/pki/ca.crt" "https://127.0.0.1:$PORT/readyz" 2>/dev/null
}

settings() {
  echo "ASSISTANT_TEST_KUBECONFIG=$DATA/admin.kubeconfig"
  echo "ASSISTANT_TEST_KUBERNETES_URL=https://127.0.0.1:$PORT"
  echo "ASSISTANT_TEST_KUBERNETES_CA=$DATA/pki/ca.crt"
  echo "ASSISTANT_TEST_KUBERNETES_ADMIN_TOKEN=$(cat "$DATA/pki/admin.token")"
  echo "ASSISTANT_TEST_KUBERNETES_TOKEN=$(cat "$DATA/pki/assistant.token")"
  echo "ASSISTANT_TEST_KUBERNETES_VIEWER_TOKEN=$(cat "$DATA/pki/viewer.token")"
}

remove_data() { rm -rf "$DATA"; }

if [ "${1:-}" = kubectl ]; then
  is_running || die "not running; start it with 'systems/kubernetes/run.sh start'."
  exec "$INSTALL/kube-all" kubectl --kubeconfig="$DATA/admin.kubeconfig" "${@:2}"
fi
system_main "$@"
