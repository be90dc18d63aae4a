# Node and Yarn: the machine's own if they fit, else from the npm registry into the user's cache.

NODE_VERSION=22.23.3
CACHE=${SMART_ASSISTANT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/smart-assistant}

die() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

require_disk() { # require_disk MEGABYTES WHAT
  local free
  free=$(df -Pm "$ROOT" | awk 'NR==2 {print $4}')
  [ "$free" -ge "$1" ] || die "Not enough disk: $2 needs $1 MB in $ROOT, $free MB are free. Free some space and try again."
}

node_fits() {
  command -v node >/dev/null 2>&1 && node -e '
    const [major] = process.versions.node.split(".").map(Number);
    process.exit(major === 22 || major === 24 ? 0 : 1)' 2>/dev/null
}

node_platform() {
  local os arch
  case $(uname -s) in Linux) os=linux ;; Darwin) os=darwin ;; *) os= ;; esac
  case $(uname -m) in x86_64 | amd64) arch=x64 ;; aarch64 | arm64) arch=arm64 ;; *) arch= ;; esac
  [ -n "$os" ] && [ -n "$arch" ] || die "No Node $NODE_VERSION package for $(uname -sm). Install Node 22 or 24 and try again."
  echo "$os-$arch"
}

# The npm package `node-<platform>` carries the binary and the headers.
install_node() {
  local package target=$1 temp
  command -v npm >/dev/null 2>&1 || die "Node 22 or 24 is needed. Install it, or any npm, so that ./dev can fetch it."
  package=node-$(node_platform)
  echo "Fetching Node $NODE_VERSION ..."
  temp=$(mktemp -d)
  (cd "$temp" && npm pack --silent "$package@$NODE_VERSION" >/dev/null 2>"$temp/npm.log") || {
    tail -n 5 "$temp/npm.log" >&2
    rm -rf "$temp"
    die "The package registry cannot be reached or does not have $package@$NODE_VERSION. Check the network, HTTPS_PROXY and 'npm config get registry', then try again."
  }
  mkdir -p "$temp/node" "$(dirname "$target")"
  tar -xzf "$temp/$package-$NODE_VERSION.tgz" -C "$temp/node" --strip-components=1
  rm -rf "$target" && mv "$temp/node" "$target"
  rm -rf "$temp"
}

use_toolchain() {
  if ! node_fits; then
    local node_home=$CACHE/node-$NODE_VERSION
    [ -x "$node_home/bin/node" ] || install_node "$node_home"
    export PATH=$node_home/bin:$PATH npm_config_nodedir=$node_home
  fi
  # the checked-in Yarn, under its usual name; not below node_modules, which an installation clears
  mkdir -p "$ROOT/.cache/dev-bin"
  printf '#!/bin/sh\nexec node "%s/.yarn/releases/yarn-4.13.0.cjs" "$@"\n' "$ROOT" >"$ROOT/.cache/dev-bin/yarn"
  chmod +x "$ROOT/.cache/dev-bin/yarn"
  export PATH=$ROOT/.cache/dev-bin:$PATH
  export SMART_ASSISTANT_CACHE=$CACHE
  export DEMO_ROOT=${DEMO_ROOT:-$ROOT} NODE_OPTIONS=${NODE_OPTIONS:---no-node-snapshot} DO_NOT_TRACK=1
}

# Skips the work when lock file and manifests are as they were at the last install.
install() {
  local stamp=.cache/dev-install want
  want=$(cat yarn.lock package.json packages/*/package.json plugins/*/package.json bench/package.json e2e/package.json scripts/package.json examples/*/package.json | cksum; node -v)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && [ -d node_modules/@backstage ] && return
  require_disk 3000 'the installation of dependencies'
  echo 'Installing dependencies (2 to 4 minutes the first time) ...'
  local log=.cache/dev-install.log
  yarn install --immutable >"$log" 2>&1 || {
    grep -E 'YN0001|YN0028|YN0035|RequestError|ENOSPC|Error' "$log" | head -n 8 >&2 || tail -n 8 "$log" >&2
    die "The installation failed; the whole log is in $log. If the registry cannot be reached, check the network, HTTPS_PROXY and 'yarn config get npmRegistryServer'."
  }
  echo "$want" >"$stamp"
}
