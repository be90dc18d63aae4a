// Does to a fresh portal what the README's section on installation says: addPackages.mjs README PORTAL TARBALLS
// The packages come from the tarballs, everything else is taken word for word.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [readme, portal, tarballs] = process.argv.slice(2);

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** The code blocks of a language in the section with that heading. */
function codeBlocks(markdown, heading, language) {
  const section = markdown
    .split(/^## /m)
    .find(text => text.startsWith(heading));
  if (!section) {
    throw new Error(`${readme} has no section "${heading}"`);
  }
  const blocks = section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  const found = [...blocks].flatMap(([, name, code]) =>
    name === language ? [code] : [],
  );
  if (found.length === 0) {
    throw new Error(`"${heading}" in ${readme} has no block of ${language}`);
  }
  return found.join('\n');
}

/** `yarn --cwd <folder> add <names>` */
function readAddLines(shell) {
  const lines = shell.split('\n').filter(line => line.trim());
  return lines.map(line => {
    const [, folder, names] =
      /^yarn --cwd (\S+) add (.+)$/.exec(line.trim()) ?? [];
    if (!folder) {
      throw new Error(`Not a line that this check understands: ${line}`);
    }
    return { folder, names: names.split(/\s+/) };
  });
}

const HEADING = 'Install into your own Backstage';
const text = readFileSync(readme, 'utf8');
const addLines = readAddLines(codeBlocks(text, HEADING, 'sh'));
const code = codeBlocks(text, HEADING, 'ts');

const packages = new Map(
  readdirSync(tarballs).map(file => [
    `@smart-assistant/${file.replace(/\.tgz$/, '')}`,
    `file:${join(tarballs, file)}`,
  ]),
);

for (const { folder, names } of addLines) {
  const path = join(portal, folder, 'package.json');
  const manifest = readJson(path);
  for (const name of names) {
    const tarball = packages.get(name);
    if (!tarball) {
      throw new Error(`The README names ${name}, which was not packed`);
    }
    manifest.dependencies[name] = tarball;
    console.log(`${folder}: ${name}`);
  }
  writeJson(path, manifest);
}

// what depends on another package of ours must find its tarball, not the registry
const rootPath = join(portal, 'package.json');
const root = readJson(rootPath);
root.resolutions = { ...root.resolutions, ...Object.fromEntries(packages) };
writeJson(rootPath, root);

const backend = join(portal, 'packages/backend/src/index.ts');
const source = readFileSync(backend, 'utf8');
const START = 'backend.start();';
if (!existsSync(backend) || !source.includes(START)) {
  throw new Error(`${backend} is not what create-app used to write`);
}
writeFileSync(backend, source.replace(START, `${code}\n${START}`));
console.log(code);
