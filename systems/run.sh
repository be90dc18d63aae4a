#!/usr/bin/env bash
# All real systems at once: systems/run.sh start | stop | status | env | reset [NAME...]
# They do not depend on each other and are handled side by side; without names, all of them. See README.md.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

COMMAND=${1:-}
case "$COMMAND" in
  start | stop | status | env | reset) shift ;;
  *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
esac
if [ $# = 0 ]; then
  for script in "$HERE"/*/run.sh; do set -- "$@" "$(basename "$(dirname "$script")")"; done
fi
for name in "$@"; do
  [ -x "$HERE/$name/run.sh" ] || { echo "systems/run.sh: there is no system '$name'" >&2; exit 2; }
done

OUTPUT=$(mktemp -d)
trap 'rm -rf "$OUTPUT"' EXIT
pids=()
for name in "$@"; do
  "$HERE/$name/run.sh" "$COMMAND" >"$OUTPUT/$name" &
  pids+=("$!")
done
result=0
for pid in "${pids[@]}"; do wait "$pid" || result=1; done
for name in "$@"; do cat "$OUTPUT/$name"; done
exit "$result"
