#!/usr/bin/env bash
# Chromium for the browser tests: makes sure that one exists. There is no server to stop. See ../README.md.
set -euo pipefail
NAME=browser
say() { printf '%s: %s\n' "$NAME" "$*" >&2; }
die() { say "error: $*"; exit 1; }

PACKAGED=/usr/bin/chromium
BROWSER=${CHROMIUM_PATH:-$PACKAGED}

works() { timeout 30 "$BROWSER" --version >/dev/null 2>&1; }

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  local log
  log=$(mktemp)
  say "installing chromium and fonts-dejavu"
  { apt-get update && apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends chromium fonts-dejavu; } \
    >"$log" 2>&1 </dev/null || { tail -n 8 "$log" >&2; die "apt-get failed, see the lines above (whole log: $log)."; }
  rm -f "$log"
}

ensure_browser() {
  ! works || return 0
  [ -z "${CHROMIUM_PATH:-}" ] || die "CHROMIUM_PATH=$CHROMIUM_PATH cannot be run; correct it or unset it."
  { command -v apt-get && [ "$(id -u)" = 0 ]; } >/dev/null ||
    die "no Chromium at $PACKAGED. Install the package chromium, or set CHROMIUM_PATH to a Chromium or Chrome."
  exec 9>/var/lock/smart-assistant-browser.lock
  flock -w 900 9 || die "another install still runs after 900 s."
  works || install_packages
  works || die "$BROWSER was installed but cannot be run."
}

case "${1:-}" in
  start) ensure_browser; echo "CHROMIUM_PATH=$BROWSER" ;;
  env) works || die "no Chromium at $BROWSER; run 'systems/browser/run.sh start'."; echo "CHROMIUM_PATH=$BROWSER" ;;
  status) if works; then echo "browser: ready ($BROWSER)"; else echo "browser: missing"; exit 3; fi ;;
  stop | reset) ;;
  *) echo "usage: systems/browser/run.sh start | stop | status | env | reset" >&2; exit 2 ;;
esac
