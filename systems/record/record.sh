#!/usr/bin/env bash
# record.sh SCENARIO [FOLDER]: records an incident into FOLDER (default: examples/incidents/SCENARIO). About 14 minutes.
# Several may run side by side: each has servers of its own. See README.md.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SCENARIO=${1:-}
if [ ! -e "$HERE/scenarios/$SCENARIO.mjs" ] || [ "$SCENARIO" = common ]; then
  echo "usage: systems/record/record.sh SCENARIO [FOLDER], where SCENARIO is one of:" >&2
  find "$HERE/scenarios" -name '*.mjs' ! -name common.mjs -exec basename {} .mjs \; | sort | sed 's/^/  /' >&2
  exit 2
fi
exec node "$HERE/record.mjs" "$SCENARIO" "${2:-$HERE/../../examples/incidents/$SCENARIO}"
