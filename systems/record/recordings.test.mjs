/** Every recording in examples/incidents keeps to its format, is small and tells nothing it should not. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import yaml from 'js-yaml';
import { QUERIES } from './queries.mjs';
import { readShopCatalog } from './writeCatalog.mjs';

const INCIDENTS = fileURLToPath(
  new URL('../../examples/incidents/', import.meta.url),
);
const MOST_BYTES = 3 * 1024 * 1024;
const names = readdirSync(INCIDENTS, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);
const filesOf = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
const read = file => readFileSync(file, 'utf8');

test('there are recordings', () => assert.ok(names.length > 0));

for (const name of names) {
  const folder = join(INCIDENTS, name);
  const files = filesOf(folder);
  const of = part =>
    files.filter(file => relative(folder, file).split('/').includes(part));
  const incident = JSON.parse(read(join(folder, 'incident.json')));
  const [from, now] = [incident.from, incident.now].map(Date.parse);

  test(`${name}: says when and what is asked`, () => {
    assert.ok(incident.title && incident.question);
    assert.ok(from < now && Date.parse(incident.to) >= now);
    assert.deepEqual(Object.values(incident.environments).sort(), [
      'prod',
      'stage',
    ]);
  });

  test(`${name}: is small`, () => {
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
  });

  test(`${name}: Kubernetes lists are as kubectl prints them, without values of Secrets`, () => {
    for (const file of of('kubernetes')) {
      const { kind, items } = JSON.parse(read(file));
      assert.equal(kind, 'List', file);
      for (const item of items) {
        assert.ok(item.apiVersion && item.kind && item.metadata.name, file);
        assert.equal(item.metadata.managedFields, undefined);
        if (item.kind === 'Secret')
          assert.ok(Object.values(item.data).every(value => value === ''));
        assert.ok(
          Date.parse(item.metadata.creationTimestamp) <= now,
          `${file} ${item.metadata.name}`,
        );
      }
    }
  });

  test(`${name}: metrics are answers of the server with their query and an hour of normal`, () => {
    const matrices = of('prometheus').filter(
      file => !/(alerts|rules)\.json$/.test(file),
    );
    assert.ok(matrices.length >= Object.keys(QUERIES).length);
    for (const file of matrices) {
      const { status, query, data } = JSON.parse(read(file));
      assert.equal(status, 'success');
      assert.ok(query && data.resultType === 'matrix', file);
      for (const { values } of data.result) {
        assert.ok(
          values.every(
            ([time], index) => index === 0 || time > values[index - 1][0],
          ),
        );
      }
    }
    const { data } = JSON.parse(
      read(
        matrices.find(file =>
          file.endsWith('prod/prometheus/request-rate.json'),
        ),
      ),
    );
    assert.ok(data.result.length > 5);
    assert.ok(
      data.result.some(({ values }) => values.at(-1)[0] - values[0][0] > 3600),
    );
  });

  test(`${name}: logs are documents in order and inside of the recording`, () => {
    for (const file of of('logs')) {
      let last = '';
      for (const line of read(file).trimEnd().split('\n')) {
        const entry = JSON.parse(line);
        const at = entry['@timestamp'];
        assert.ok(
          at >= last && entry.message && entry.kubernetes.pod.name,
          file,
        );
        assert.ok(Date.parse(at) >= from && Date.parse(at) <= now, at);
        last = at;
      }
    }
  });

  test(`${name}: knows the shop's catalog as it is`, async () => {
    assert.deepEqual(
      yaml.loadAll(read(join(folder, 'catalog', 'shop.yaml'))),
      JSON.parse(JSON.stringify(await readShopCatalog())),
    );
  });

  test(`${name}: tells nothing of the machine it was recorded on`, () => {
    for (const file of files) {
      assert.doesNotMatch(
        read(file),
        /\/(root|home|tmp|work)\/|PRIVATE KEY|BEGIN CERTIFICATE/,
        file,
      );
    }
  });
}
