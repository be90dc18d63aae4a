# ./dev up: the portal with the demo catalog and documents, on the embedded base.

port_is_free() {
  node -e '
    const server = require("node:net").createServer();
    server.once("error", () => process.exit(1));
    server.listen(Number(process.argv[1]), "127.0.0.1", () => server.close(() => process.exit(0)));' "$1"
}

dev_up() {
  local port=${DEV_PORT:-7007}
  while [ $# -gt 0 ]; do
    case $1 in
      --port) port=${2:?--port needs a number} && shift 2 ;;
      *) die "Unknown option: $1. See ./dev help." ;;
    esac
  done
  [[ $port =~ ^[0-9]+$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || die "Not a port: $port"
  port_is_free "$port" || die "Port $port is taken by another program. Stop it, or choose another one: ./dev up --port $((port + 1))"
  require_disk 300 'the demo'
  build_bundle
  start_portal "$port"
}

# Runs until Ctrl-C; the backend's own shutdown closes the embedded base.
start_portal() {
  local port=$1 url=http://localhost:$1 log=$ROOT/.cache/dev-up.log
  export APP_CONFIG_app_baseUrl=$url APP_CONFIG_backend_baseUrl=$url APP_CONFIG_backend_listen_port=$port
  mkdir -p "$ROOT/data"
  echo 'Starting the portal ...'
  (cd packages/backend && exec node --require @backstage/cli/config/nodeTransform.cjs src/index.ts \
    --config "$ROOT/app-config.yaml" ${DEV_CONFIG:+--config "$DEV_CONFIG"}) >"$log" 2>&1 &
  PORTAL_PID=$!
  trap 'stop_portal; exit 130' INT
  trap 'stop_portal; exit 143' TERM HUP
  node "$ROOT/scripts/waitUntilReady.mjs" "$url" "$PORTAL_PID" || {
    stop_portal
    tail -n 30 "$log" >&2
    die "The portal did not get ready; the whole log is in $log."
  }
  printf '\n  Ready to answer: %s\n\n  Sign in as Guest and click Assistant. Ctrl-C stops the demo. Log: %s\n' "$url" "${log#"$ROOT"/}"
  wait "$PORTAL_PID" || die "The portal ended by itself; the whole log is in $log."
}

stop_portal() {
  trap '' INT TERM
  kill -TERM "$PORTAL_PID" 2>/dev/null || return 0
  for _ in $(seq 1 100); do
    kill -0 "$PORTAL_PID" 2>/dev/null || { echo; echo 'Stopped.'; return 0; }
    sleep 0.1
  done
  kill -KILL "$PORTAL_PID" 2>/dev/null || true
}
