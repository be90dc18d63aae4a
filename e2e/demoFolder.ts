import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** A copy of the demo that tests may change. */
export const demoFolder = join(__dirname, 'output/demo');

export function copyDemo() {
  rmSync(join(__dirname, 'output'), { recursive: true, force: true });
  mkdirSync(demoFolder, { recursive: true });
  for (const part of ['examples', 'docs', 'catalog-info.yaml']) {
    cpSync(join(root, part), join(demoFolder, part), {
      recursive: true,
      filter: path => !/node_modules|third-party-module/.test(path),
    });
  }
}
