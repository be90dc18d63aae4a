#!/usr/bin/env bash
# Builds the TechDocs sites of examples/documents and of docs/ with real mkdocs.
#
#   systems/techdocs/build.sh           writes examples/techdocs-sites
#   systems/techdocs/build.sh --check   builds into a temporary folder and compares every heading id with the committed sites
#
# Needs Python >= 3.10 and PyPI; the environment is made once, in the user's cache.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "techdocs: Python 3.10 or newer is needed (set PYTHON=/path/to/python3)" >&2
  exit 1
fi

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
pins=$(sha256sum "$here/requirements.txt" | cut -c1-12)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/smart-assistant/techdocs-py$version-$pins

if [ ! -e "$venv/.complete" ]; then
  echo "techdocs: installing mkdocs-techdocs-core into $venv" >&2
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
  touch "$venv/.complete"
fi

exec "$venv/bin/python" -B "$here/build_sites.py" \
  --documents "$root/examples/documents" --also "$root/docs" --sites "$root/examples/techdocs-sites" "$@"
