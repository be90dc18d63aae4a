// Adds up test reports of jest (numPassedTests) and Playwright (stats): prints "PASSED FAILED".
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  if (report.stats) {
    passed += report.stats.expected + report.stats.flaky;
    failed += report.stats.unexpected + (report.errors?.length ?? 0);
  } else {
    passed += report.numPassedTests;
    // a suite that cannot even start has no failed tests
    failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  }
  if (report.stats?.skipped || report.numPendingTests) {
    console.error(
      `${report.stats?.skipped ?? report.numPendingTests} skipped in ${file}`,
    );
  }
}
console.log(`${passed} ${failed}`);
