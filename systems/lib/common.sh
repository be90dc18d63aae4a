# shellcheck shell=bash
# Shared by systems/<name>/run.sh: where things live, locks, ports, installs, processes and the commands.
#
# A run.sh sets NAME, sources this file, defines the functions below and ends with `system_main "$@"`:
#   install_system   fills $INSTALL (runs once per set of pinned versions)
#   launch_system    calls `spawn COMMAND...` for a server on 127.0.0.1:$PORT
#   healthy          succeeds when the server answers
#   settings         prints the KEY=value lines that tests read
# Progress and errors go to stderr; stdout carries KEY=value lines only.

SYSTEMS_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck disable=SC2034 # read by postgres/run.sh
SYSTEMS_HOME_IS_SET=${SYSTEMS_HOME:+yes}
SYSTEMS_HOME=${SYSTEMS_HOME:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/smart-assistant/systems}
# Each checkout has servers and data of its own; installs are shared by all.
SYSTEMS_INSTANCE=${SYSTEMS_INSTANCE:-$(printf %s "$SYSTEMS_DIR" | cksum | cut -d' ' -f1)}
START_TIMEOUT=${SYSTEMS_START_TIMEOUT:-90}
LOCK_TIMEOUT=${SYSTEMS_LOCK_TIMEOUT:-600}
STOP_SIGNAL=TERM
# A server that ends with one of these in its log is launched again: the port was taken in between,
# or the processes of a killed server are not gone yet.
RETRY_PATTERN='[Aa]ddress already in use|lock file .* already exists|shared memory block'

say() { printf '%s: %s\n' "$NAME" "$*" >&2; }
die() { say "error: $*"; exit 1; }
need() { command -v "$1" >/dev/null || die "the command '$1' is missing; install it (Debian: apt-get install ${2:-$1})."; }

# --- where things live -------------------------------------------------------------------------

# use_state LABEL: the folder of this checkout's server (pid, port, log, password)
use_state() {
  STATE="$SYSTEMS_HOME/state/$SYSTEMS_INSTANCE/$1"
  LOG="$STATE/server.log"
  mkdir -p "$STATE" 2>/dev/null || die "cannot write $STATE; set SYSTEMS_HOME to a folder that you may write."
  chmod 700 "$STATE"
  read_port
}
read_port() { PORT=$(cat "$STATE/port" 2>/dev/null || true); }

# use_install ROOT REQUIREMENTS...: a folder named by what is in it, so that a changed pin is a new install
use_install() {
  local root=$1 python pins
  shift
  python=$(python3 -c 'import sys; print("py%d%d" % sys.version_info[:2])' 2>/dev/null || echo nopython)
  pins=$(grep -hv '^#' "$@" | cksum | cut -d' ' -f1)
  INSTALL="$root/install/$NAME-$pins-$python-$(uname -m)"
}

with_lock() { # with_lock COMMAND...: one start or stop at a time per server
  need flock util-linux
  exec 9>"$STATE/lock"
  flock -w "$LOCK_TIMEOUT" 9 || die "another start or stop still runs after $LOCK_TIMEOUT s (lock $STATE/lock)."
  "$@"
  exec 9>&-
}

# --- installs ------------------------------------------------------------------------------------

ensure_installed() {
  [ ! -e "$INSTALL/.complete" ] || return 0
  mkdir -p "$(dirname "$INSTALL")" || die "cannot write $(dirname "$INSTALL")."
  (
    umask 022
    flock -w "$LOCK_TIMEOUT" 8 || die "another install still runs after $LOCK_TIMEOUT s."
    [ ! -e "$INSTALL/.complete" ] || exit 0
    say "installing into $INSTALL"
    rm -rf "$INSTALL"
    mkdir -p "$INSTALL"
    install_system
    touch "$INSTALL/.complete"
  ) 8>"$INSTALL.lock"
}

make_venv() { # make_venv DIR
  need python3
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "Python 3.11 or newer is needed, found $(python3 -V 2>&1)."
  python3 -m venv "$1" >"$INSTALL/venv.log" 2>&1 ||
    die "python3 cannot make a virtual environment ($(tail -n 1 "$INSTALL/venv.log")). Debian and Ubuntu: apt-get install python3-venv."
}

NETWORK_TROUBLE='connection broken|ConnectionError|ConnectTimeout|ReadTimeout|timed out|name resolution|Cannot connect to proxy|SSLError|HTTP error 5'

run_pip() { # run_pip VENV ARGUMENTS...: tries again after a passing network failure
  local venv=$1 attempt log="$INSTALL/pip.log"
  shift
  for attempt in 1 2 3; do
    if "$venv/bin/python" -m pip --quiet --no-input --disable-pip-version-check --timeout 20 --retries 2 "$@" >"$log" 2>&1; then
      return 0
    fi
    grep -qE "$NETWORK_TROUBLE" "$log" || break
    [ "$attempt" = 3 ] || sleep $((attempt * 3))
  done
  ! grep -qE "$NETWORK_TROUBLE" "$log" ||
    die "the Python package registry cannot be reached. Check the network, the proxy settings or PIP_INDEX_URL, then run this again (pip's words: $log)."
  tail -n 5 "$log" >&2
  die "pip $1 failed, see the lines above (whole log: $log)."
}

pip_install() { run_pip "$1" install --no-deps -r "$2"; } # pip_install VENV REQUIREMENTS: every version is pinned

# --- ports ---------------------------------------------------------------------------------------

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port_remembered_elsewhere() {
  local file
  for file in "$SYSTEMS_HOME"/state/*/*/port; do
    [ "$file" = "$STATE/port" ] || [ ! -e "$file" ] || [ "$(cat "$file")" != "$1" ] || return 0
  done
  return 1
}

# Sets PORT: SYSTEMS_<NAME>_PORT, else the remembered one, else a free one. The search starts at a place that
# follows from the checkout, and stays below the range from which outgoing connections take theirs.
choose_port() {
  local variable="SYSTEMS_${NAME^^}_PORT" first step
  local asked=${!variable:-}
  if [ -n "$asked" ]; then
    ! port_in_use "$asked" || die "port $asked ($variable) is taken by another program; free it or choose another port."
    PORT=$asked
  elif [ -z "$PORT" ] || port_in_use "$PORT"; then
    first=$(printf '%s/%s' "$STATE" "$NAME" | cksum | cut -d' ' -f1)
    PORT=
    for step in {0..199}; do
      PORT=$((20000 + (first + step) % 10000))
      if ! port_in_use "$PORT" && ! port_remembered_elsewhere "$PORT"; then break; fi
      PORT=
    done
    [ -n "$PORT" ] || die "no free port found between 20000 and 29999; set $variable."
  fi
  printf '%s\n' "$PORT" >"$STATE/port"
}

# --- processes -----------------------------------------------------------------------------------

# The start time of a process tells it from a later one with the same number; a zombie is no process.
process_start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086 # the fields after the name in parentheses are to be split
  set -- ${stat##*) }
  [ "$1" != Z ] && printf '%s\n' "${20}"
}

server_pid() { # prints the pid of the running server, fails when there is none
  local pid started
  read -r pid started 2>/dev/null <"$STATE/pid" || return 1
  [ "$(process_start_time "$pid")" = "$started" ] && printf '%s\n' "$pid"
}
is_running() { server_pid >/dev/null; }

spawn() { # spawn COMMAND...: in a session of its own, holding neither our locks nor our output
  [ ! -e "$LOG" ] || mv -f "$LOG" "$LOG.1"
  setsid "$@" </dev/null >"$LOG" 2>&1 8>&- 9>&- &
  printf '%s %s\n' "$!" "$(process_start_time "$!" || echo gone)" >"$STATE/pid"
}

log_tail() { tail -n 15 "$LOG" 2>/dev/null | sed 's/^/  | /' >&2; }

wait_ready() { # 0 ready, 1 the process ended, 2 still no answer in time
  local end=$((SECONDS + START_TIMEOUT))
  while [ "$SECONDS" -lt "$end" ]; do
    is_running || return 1
    if healthy && is_running; then return 0; fi
    sleep 0.2
  done
  return 2
}

start_system() {
  local attempt outcome
  read_port # whoever held the lock before us may have chosen it
  if is_running; then
    wait_ready && return 0
    log_tail
    die "the server runs but did not answer within $START_TIMEOUT s. Run 'systems/$NAME/run.sh stop', then start again."
  fi
  ensure_installed
  for attempt in {1..8}; do
    choose_port
    launch_system
    outcome=0
    wait_ready || outcome=$?
    [ "$outcome" != 0 ] || return 0
    if [ "$outcome" = 2 ] || ! grep -qE "$RETRY_PATTERN" "$LOG"; then break; fi
    sleep 1
  done
  log_tail
  stop_system
  [ "$outcome" = 1 ] && die "the server ended while starting; its last lines stand above (whole log: $LOG)."
  die "the server did not answer within $START_TIMEOUT s; its last lines stand above (whole log: $LOG)."
}

stop_system() {
  local pid step
  if pid=$(server_pid); then
    kill -s "$STOP_SIGNAL" "$pid" 2>/dev/null || true
    kill -s CONT "$pid" 2>/dev/null || true # a frozen server gets the signal only when it goes on
    for step in {1..100}; do
      is_running || break
      [ "$step" != 100 ] || { say "no end after 10 s, killing it"; kill -s KILL "$pid" 2>/dev/null || true; }
      sleep 0.1
    done
  fi
  rm -f "$STATE/pid"
}

# --- commands ------------------------------------------------------------------------------------

print_status() { # exit status: 0 answers, 1 runs but does not answer, 3 stopped
  local pid
  pid=$(server_pid) || { echo "$NAME: stopped"; return 3; }
  healthy || { echo "$NAME: runs but does not answer (pid $pid, port $PORT)"; return 1; }
  echo "$NAME: ready (pid $pid, port $PORT)"
}

reset_system() { # forgets port, logs and data; a run.sh with data elsewhere defines remove_data
  stop_system
  if declare -F remove_data >/dev/null; then remove_data; fi
  find "$STATE" -mindepth 1 ! -name lock -delete
}

system_main() {
  case "${1:-}" in
    start) with_lock start_system; settings ;;
    stop) with_lock stop_system ;;
    reset) with_lock reset_system ;;
    status) print_status ;;
    env) is_running || die "not running; start it with 'systems/$NAME/run.sh start'."; settings ;;
    *) echo "usage: systems/$NAME/run.sh start | stop | status | env | reset" >&2; exit 2 ;;
  esac
}
