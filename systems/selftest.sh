#!/usr/bin/env bash
# Tries the scripts of this folder for real, beside running servers: an instance of its own, removed at the end.
# systems/selftest.sh [NAME...]     the last line is `N passed, N failed`
set -uo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export SYSTEMS_INSTANCE="selftest-$$"
[ $# -gt 0 ] || set -- postgres llm embeddings browser
PASSED=0 FAILED=0
WORK=$(mktemp -d)
STATES=${SYSTEMS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/smart-assistant/systems}/state
trap '"$HERE/run.sh" reset postgres llm embeddings >/dev/null 2>&1; rm -rf "$WORK" "${STATES:?}/$SYSTEMS_INSTANCE"' EXIT
trap 'exit 130' INT TERM

check() { # check WORDS COMMAND...
  if "${@:2}" >"$WORK/out" 2>&1; then
    PASSED=$((PASSED + 1)); echo "ok     $1"
  else
    FAILED=$((FAILED + 1)); echo "FAILED $1"; sed 's/^/       | /' "$WORK/out"
  fi
}

run() { "$HERE/$1/run.sh" "${@:2}"; }
value() { run "$1" env | sed -n "s/^$2=//p"; } # value SYSTEM KEY
pid_of() { run "$1" status | sed -n 's/.*(pid \([0-9]*\),.*/\1/p'; }
exits_with() { local got=0; "${@:2}" || got=$?; [ "$got" = "$1" ]; }
post() { curl --noproxy '*' -fsS --max-time 30 -H 'Content-Type: application/json' -d "$2" "$1"; }

use_postgres() { # use_postgres ROWS: adds one and expects so many, those from before a kill among them
  [[ $(value postgres ASSISTANT_TEST_POSTGRES_URL) == postgresql://assistant:*@127.0.0.1:*/assistant ]] || return 1
  run postgres psql -v ON_ERROR_STOP=1 -Atq >"$WORK/sql" <<'SQL' || return 1
create extension if not exists vector;
create table if not exists kept (id int primary key, v vector(2));
insert into kept values ((select count(*) from kept), '[1,0]');
select count(*), max(v <=> '[1,0]') from kept;
show listen_addresses;
show max_connections;
SQL
  [ "$(tr '\n' ' ' <"$WORK/sql")" = "$1|0 127.0.0.1 200 " ] || { cat "$WORK/sql"; return 1; }
}

use_llm() {
  local body
  body=$(printf '{"model":"%s","max_tokens":4,"messages":[{"role":"user","content":"Hi"}]}' "$(value llm ASSISTANT_TEST_LLM_MODEL)")
  post "$(value llm ASSISTANT_TEST_LLM_URL)/chat/completions" "$body" >"$WORK/chat" || return 1
  grep -q '"completion_tokens":4' "$WORK/chat" || { cat "$WORK/chat"; return 1; }
}

use_embeddings() {
  local body
  body=$(printf '{"model":"%s","input":["queue is growing"]}' "$(value embeddings ASSISTANT_TEST_EMBEDDINGS_MODEL)")
  post "$(value embeddings ASSISTANT_TEST_EMBEDDINGS_URL)/embeddings" "$body" >"$WORK/vector" || return 1
  [ "$(tr ',' '\n' <"$WORK/vector" | grep -cE '[0-9]\.[0-9]|e-[0-9]')" = 384 ] || { head -c 400 "$WORK/vector"; return 1; }
}

same_server_twice() { # a second start, and two at the same time, change nothing
  local before
  before=$(pid_of "$1")
  run "$1" start >"$WORK/a" & run "$1" start >"$WORK/b" || return 1
  wait "$!" && [ "$(pid_of "$1")" = "$before" ] && cmp "$WORK/a" "$WORK/b" && run "$1" env | cmp - "$WORK/a"
}

kill_it() { # kill_it SIGNAL SYSTEM
  local pid
  pid=$(pid_of "$2")
  [ -n "$pid" ] && kill -s "$1" "$pid"
}

start_from_nothing() { # two at the same time: one creates, the other waits for it
  run "$1" start >"$WORK/a" & run "$1" start >"$WORK/b" || return 1
  wait "$!" && cmp "$WORK/a" "$WORK/b"
}

lives_as_promised() { # lives_as_promised SYSTEM
  check "$1: stopped at first" exits_with 3 run "$1" status
  check "$1: env fails while stopped" exits_with 1 run "$1" env
  check "$1: starts, asked twice at once" start_from_nothing "$1"
  check "$1: works" "use_$1" 1
  check "$1: more starts change nothing" same_server_twice "$1"
  check "$1: stops" run "$1" stop
  check "$1: is stopped" exits_with 3 run "$1" status
  check "$1: stops when stopped" run "$1" stop
  check "$1: starts again" run "$1" start
  check "$1: is killed" kill_it KILL "$1"
  check "$1: starts after a kill" run "$1" start
  check "$1: works after a kill" "use_$1" 2
  check "$1: is frozen" kill_it STOP "$1"
  check "$1: a frozen server is noticed" exits_with 1 run "$1" status
  check "$1: a frozen server is stopped" run "$1" stop
}

finds_browser() {
  local page browser
  browser=$(run browser start | sed -n 's/^CHROMIUM_PATH=//p')
  page=$(timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$WORK/profile" \
    --dump-dom 'data:text/html,<script>document.write(6*7)</script>' 2>"$WORK/browser") || { cat "$WORK/browser"; return 1; }
  [[ $page == *42* ]]
}

for name in "$@"; do
  case "$name" in
    postgres | llm | embeddings) lives_as_promised "$name" ;;
    browser)
      check 'browser: runs a script' finds_browser
      check 'browser: a wrong CHROMIUM_PATH is refused' exits_with 1 env CHROMIUM_PATH=/nowhere "$HERE/browser/run.sh" start
      ;;
    *) check "there is a test for '$name'" false ;;
  esac
done
check 'an unknown system is refused' exits_with 2 "$HERE/run.sh" status no-such-system

echo "$PASSED passed, $FAILED failed"
[ "$FAILED" = 0 ]
