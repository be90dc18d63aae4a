#!/usr/bin/env bash
# Packs all plugins, installs them into a fresh portal outside of this repository by the README's own lines, builds it
# for production, cuts the network and asks it in both languages.
#   scripts/packageCheck.sh [--keep]      --keep leaves the portal for a look
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HERE=$ROOT/scripts/packageCheck
CREATE_APP=@backstage/create-app@0.9.2
BROWSER=${CHROMIUM_PATH:-/usr/bin/chromium}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/package-check.XXXXXX")
PORTAL=$WORK/portal
LOGS=$ROOT/.cache/package-check
KEEP=${1:-}

# step NAME SECONDS COMMAND...: bounded; the output goes to a log that is shown when the step fails.
step() {
  local name=$1 limit=$2 started=$SECONDS
  local log="$LOGS/${name// /-}.log"
  shift 2
  timeout --kill-after=10 "$limit" "$@" >"$log" 2>&1 || {
    local status=$?
    tail -n 40 "$log" >&2
    [ "$status" = 124 ] && echo "$name took longer than $limit s." >&2
    echo "FAILED: $name. Logs: ${LOGS#"$ROOT"/}" >&2
    exit 1
  }
  echo "  $name ($((SECONDS - started)) s)"
}

main() {
  trap finish EXIT
  rm -rf "$LOGS" && mkdir -p "$LOGS"
  "$BROWSER" --version >/dev/null 2>&1 || { echo "No Chromium at $BROWSER: set CHROMIUM_PATH." >&2; exit 1; }
  export YARN_NPM_MINIMAL_AGE_GATE=0 YARN_ENABLE_IMMUTABLE_INSTALLS=false YARN_ENABLE_TELEMETRY=0 NODE_OPTIONS=--no-node-snapshot

  # native modules are built with the headers beside this Node, if there are any, rather than fetched ones
  local node_home
  node_home=$(node -p 'path.dirname(path.dirname(process.execPath))')
  [ -d "$node_home/include/node" ] && export npm_config_nodedir=$node_home

  step 'declare types' 600 yarn --cwd "$ROOT" tsc
  step 'build packages' 300 yarn --cwd "$ROOT" workspaces foreach --all --include '@smart-assistant/*' run build
  step 'pack' 120 "$HERE/packPlugins.sh" "$ROOT" "$WORK"
  step 'create portal' 120 env BACKSTAGE_APP_NAME=portal npm exec --yes "$CREATE_APP" -- --skip-install --path "$PORTAL"
  step 'add packages' 120 node "$HERE/addPackages.mjs" "$ROOT/README.md" "$PORTAL" "$WORK/tarballs"
  step 'seed versions' 60 node "$HERE/seedVersions.mjs" "$ROOT/yarn.lock" "$PORTAL"
  step 'install' 480 yarn --cwd "$PORTAL" install
  step 'build portal' 300 yarn --cwd "$PORTAL" build:backend
  step 'unpack portal' 60 tar -xzf "$PORTAL/packages/backend/dist/bundle.tar.gz" -C "$PORTAL"
  cp -r "$HERE/portal" "$PORTAL/check"
  step 'ask without network' 240 "$HERE/askOffline.sh" "$ROOT" "$PORTAL" "$LOGS" "$BROWSER"
  sed 's/^/    /' "$LOGS/ask-without-network.log"
}

finish() {
  if [ "$KEEP" = --keep ]; then
    echo "The portal stays in $WORK."
  else
    rm -rf "$WORK"
  fi
}

main
