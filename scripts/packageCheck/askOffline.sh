#!/usr/bin/env bash
# Starts the built portal where nothing but this machine can be reached, and asks it:
#   askOffline.sh ROOT PORTAL LOGS CHROMIUM
set -euo pipefail
ROOT=$1 PORTAL=$2 LOGS=$3 BROWSER=$4
HERE=$ROOT/scripts/packageCheck
PORT=7117

# A network of its own with the loopback device only; without the rights for that, a proxy that does not exist.
if [ -z "${PACKAGE_CHECK_OFFLINE:-}" ]; then
  export PACKAGE_CHECK_OFFLINE=namespace
  for rights in '--net' '--map-root-user --net'; do
    # shellcheck disable=SC2086 # two options
    if unshare $rights ip link set lo up 2>/dev/null; then
      exec unshare $rights "$0" "$@"
    fi
  done
  export PACKAGE_CHECK_OFFLINE=proxy
  export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 NO_PROXY=localhost,127.0.0.1 NODE_USE_ENV_PROXY=1
  export http_proxy=$HTTP_PROXY https_proxy=$HTTPS_PROXY no_proxy=$NO_PROXY
fi

if [ "$PACKAGE_CHECK_OFFLINE" = namespace ]; then
  ip link set lo up
  if [ "$(ip -o link | wc -l)" != 1 ] || timeout 3 bash -c '</dev/tcp/192.0.2.1/443' 2>/dev/null; then
    echo 'The network is not cut.' >&2
    exit 1
  fi
  echo 'network: cut off (a namespace with nothing but loopback)'
else
  echo 'network: NOT cut off, no rights for a namespace; every outgoing call is sent to a proxy that does not exist'
fi

cd "$PORTAL"
NODE_ENV=production PORTAL_URL=http://localhost:$PORT PORTAL_PORT=$PORT CHECK_DATA=$PORTAL/data \
  node packages/backend --config app-config.yaml --config check/app-config.check.yaml >"$LOGS/portal.log" 2>&1 &
BACKEND=$!
stop() {
  kill -TERM "$BACKEND" 2>/dev/null || true
  for _ in $(seq 1 100); do
    kill -0 "$BACKEND" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$BACKEND" 2>/dev/null || true
}
trap stop EXIT

node "$HERE/ask.mjs" "http://localhost:$PORT" "$PORTAL" "$BACKEND" || {
  echo '--- end of the portal log' >&2
  grep -v incomingRequest "$LOGS/portal.log" | tail -n 30 | cut -c1-600 >&2
  exit 1
}
node "$HERE/openPage.mjs" "http://localhost:$PORT" "$BROWSER" "$LOGS"
