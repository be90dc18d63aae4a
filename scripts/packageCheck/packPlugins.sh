#!/usr/bin/env bash
# Packs the built plugins into WORK/tarballs: packPlugins.sh ROOT WORK
# Packing rewrites package.json for a moment; it happens in a copy, so that a kill in the middle changes nothing here.
set -euo pipefail
ROOT=$1 WORK=$2 COPY=$2/source

mkdir -p "$COPY" "$WORK/tarballs"
cd "$ROOT"
cp package.json tsconfig.json yarn.lock .yarnrc.yml backstage.json "$COPY/"
cp -r --parents .yarn "$COPY/"
# every workspace must be there for `workspace:^` to become a version
for manifest in packages/*/package.json bench/package.json e2e/package.json scripts/package.json examples/*/package.json; do
  cp --parents "$manifest" "$COPY/"
done
for plugin in plugins/*; do
  mkdir -p "$COPY/$plugin"
  tar -c --exclude node_modules --exclude coverage -C "$plugin" . | tar -x -C "$COPY/$plugin"
done
ln -s "$ROOT/node_modules" "$COPY/node_modules"

cd "$COPY"
for plugin in plugins/*; do
  name=$(node -p "require('./$plugin/package.json').name")
  [ "$(node -p "!require('./$plugin/package.json').private")" = true ] || continue
  (cd "$plugin" && yarn pack --out "$WORK/tarballs/$(basename "$name").tgz")
done
ls -l "$WORK/tarballs"
