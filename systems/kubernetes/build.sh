#!/usr/bin/env bash
# build.sh FOLDER: builds FOLDER/kube-all and FOLDER/kwok from Go modules; about 15 minutes of processor time.
# kube-all is etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl in one program: its first
# argument chooses. `go install k8s.io/kubernetes/...` cannot work (its go.mod replaces modules by local folders),
# hence a module of our own that replaces the same modules by their published versions.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
OUT=$(mkdir -p "$1" && cd "$1" && pwd)
version() { sed -n "s/^$1 //p" "$HERE/versions.txt"; }
KUBERNETES=$(version kubernetes)
KWOK=$(version kwok)
STAGING=0.${KUBERNETES#1.}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"
export GOFLAGS='-mod=mod -buildvcs=false' CGO_ENABLED=0

SOURCE=$(go mod download -json "k8s.io/kubernetes@v$KUBERNETES" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
{
  printf 'module kubeall\n\ngo 1.26.0\n\nrequire k8s.io/kubernetes v%s\nrequire sigs.k8s.io/kwok v%s\n\n' "$KUBERNETES" "$KWOK"
  sed -n '/^require (/,/^)/p' "$SOURCE/go.mod" | sed "s/ v0\.0\.0$/ v$STAGING/; s/ v0\.0\.0 / v$STAGING /"
  echo 'replace ('
  sed -nE "s#^\s+(k8s\.io/[a-z-]+) => \./staging.*#\t\1 => \1 v$STAGING#p" "$SOURCE/go.mod"
  echo ')'
} >go.mod
install -m 644 "$SOURCE/go.sum" go.sum
cp "$HERE/main.go.txt" main.go
go get "sigs.k8s.io/kwok@v$KWOK" 2>/dev/null

FLAGS="-s -w -X k8s.io/component-base/version.gitVersion=v$KUBERNETES -X k8s.io/component-base/version.gitMajor=1"
go build -p 2 -trimpath -ldflags "$FLAGS -X k8s.io/component-base/version.gitMinor=$(cut -d. -f2 <<<"$KUBERNETES")" -o "$OUT/kube-all" .
# a program of its own: linked into kube-all, kwok's flags would clash with those of the others
go build -p 2 -trimpath -ldflags '-s -w' -o "$OUT/kwok" sigs.k8s.io/kwok/cmd/kwok
