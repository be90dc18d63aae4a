// Gives a fresh portal the versions of its own Backstage release: seedVersions.mjs YARN_LOCK PORTAL
// What this repository has in its lock file resolves as it does here. Of the rest create-app wrote the ranges of its
// release; they become exact, for a newer patch may need a newer release.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [lockFile, portal] = process.argv.slice(2);
const lock = readFileSync(lockFile, 'utf8');

for (const folder of ['.', 'packages/app', 'packages/backend']) {
  const path = join(portal, folder, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  for (const field of ['dependencies', 'devDependencies']) {
    for (const [name, range] of Object.entries(manifest[field] ?? {})) {
      if (
        name.startsWith('@backstage/') &&
        /^\^\d/.test(range) &&
        !lock.includes(`"${name}@npm:${range}`) &&
        !lock.includes(`, ${name}@npm:${range}`)
      ) {
        manifest[field][name] = range.slice(1);
        console.log(`${name} ${range.slice(1)}`);
      }
    }
  }
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
copyFileSync(lockFile, join(portal, 'yarn.lock'));
