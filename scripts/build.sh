# The browser's bundle, built once and again only when its sources change.

bundle_sources() {
  git ls-files -co --exclude-standard -- packages/app plugins/assistant plugins/assistant-common yarn.lock app-config.yaml 2>/dev/null \
    || find packages/app plugins/assistant plugins/assistant-common -type f -not -path '*/node_modules/*' -not -path '*/dist/*'
}

build_bundle() {
  local stamp=packages/app/dist/.sources want
  want=$(bundle_sources | sort | xargs -d '\n' cat 2>/dev/null | cksum)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && return
  require_disk 500 'the build of the portal'
  echo 'Building the portal (1 to 2 minutes the first time) ...'
  local log=.cache/dev-build.log
  yarn workspace app build >"$log" 2>&1 || {
    tail -n 25 "$log" >&2
    die "The build of the portal failed; the whole log is in $log."
  }
  echo "$want" >"$stamp"
}
