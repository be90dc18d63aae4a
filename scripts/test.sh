# ./dev test: everything that must hold. Each part counts; the last line is `N passed, N failed`.

PASSED=0
FAILED=0

# check NAME COMMAND...: one thing that passes or fails as a whole.
check() {
  local name=$1 started=$SECONDS
  shift
  echo "--- $name"
  if "$@"; then
    PASSED=$((PASSED + 1))
    echo "ok  $name ($((SECONDS - started)) s)"
  else
    FAILED=$((FAILED + 1))
    echo "FAILED  $name ($((SECONDS - started)) s)"
  fi
}

# count FILE...: adds the numbers of jest's or Playwright's JSON reports.
count() {
  local sums
  sums=$(node "$ROOT/scripts/countTests.mjs" "$@") || sums='0 1'
  PASSED=$((PASSED + ${sums% *}))
  FAILED=$((FAILED + ${sums#* }))
}

start_systems() {
  local name
  for name in "$@"; do
    systems/run.sh start "$name" >/dev/null || die "The test server $name did not start."
    while IFS= read -r line; do
      case $line in [A-Z]*=*) export "${line?}" ;; esac
    done < <(systems/run.sh env "$name")
  done
}

part_check() {
  check 'formatting' yarn prettier --check --loglevel warn .
  check 'lint' yarn lint
  # whole, for an incremental run orders the members of inferred types by what it met first, and the reports with them
  rm -rf dist-types
  check 'types' yarn tsc
  check 'API reports' yarn api-reports --ci
  check 'TechDocs ids' systems/techdocs/build.sh --check
  check 'documented configuration' node scripts/checkConfigDocs.mjs
  check 'documented causes' node scripts/causes.mjs --check
  check 'tests of the scripts' node --test 'scripts/**/*.test.mjs' 'systems/**/*.test.mjs'
  check 'scripts' bash -n dev scripts/*.sh systems/*.sh systems/*/*.sh .ci/run
}

part_unit() {
  local report=.cache/unit.json
  start_systems postgres llm embeddings
  rm -f "$report"
  yarn test --maxWorkers=2 --no-watch --silent=false --json --outputFile="$ROOT/$report" || true
  systems/run.sh stop llm embeddings >/dev/null
  count "$report"
}

part_bench() {
  check 'retrieval bars' yarn run --silent bench:retrieve-eval --check
  check 'diagnosis of recorded faults' yarn run --silent bench:diagnose-faults --check
}

part_package() {
  start_systems browser
  check 'packed packages in a fresh portal' scripts/packageCheck.sh
}

part_e2e() {
  local report=.cache/e2e.json
  start_systems browser
  build_bundle
  rm -f "$report"
  (cd e2e && PLAYWRIGHT_JSON_OUTPUT_NAME="$ROOT/$report" yarn playwright test --reporter=list,json) || true
  count "$report"
}

dev_test() {
  local part
  [ $# -gt 0 ] || set -- check unit bench package e2e
  for part in "$@"; do
    declare -F "part_$part" >/dev/null || die "Unknown part: $part. See ./dev help."
  done
  for part in "$@"; do
    echo "=== $part"
    "part_$part"
  done
  systems/run.sh stop >/dev/null 2>&1 || true
  echo "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}
