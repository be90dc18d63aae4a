import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './clock.mjs';
import { snapshot, textOf } from './snapshot.mjs';

const WALL = Date.parse('2026-11-24T12:00:00Z');

function apiWith(objects) {
  return { get: async path => ({ items: objects[path] ?? [] }) };
}

test('keeps names and keys of Secrets, moves stamps and leaves other namespaces out', async () => {
  const metadata = {
    namespace: 'shop',
    creationTimestamp: '2026-11-24T12:00:10Z',
    managedFields: [{}],
  };
  const kinds = await snapshot({
    clock: new Clock(WALL - 86_400_000, WALL),
    api: apiWith({
      '/api/v1/secrets': [
        { metadata: { ...metadata, name: 'b' }, data: { KEY: 'c2VjcmV0' } },
        { metadata: { ...metadata, name: 'a' } },
        { metadata: { name: 'c', namespace: 'kube-system' } },
      ],
      '/api/v1/configmaps': [
        { metadata: { ...metadata, name: 'kube-root-ca.crt' } },
      ],
    }),
  });
  const { kind, items } = kinds.get('secrets');
  assert.equal(kind, 'List');
  assert.deepEqual(
    items.map(item => [item.kind, item.metadata.name, item.data]),
    [
      ['Secret', 'a', {}],
      ['Secret', 'b', { KEY: '' }],
    ],
  );
  assert.equal(items[1].metadata.creationTimestamp, '2026-11-23T12:00:10Z');
  assert.equal(items[1].metadata.managedFields, undefined);
  assert.deepEqual(kinds.get('configmaps').items, []);
});

test('writes one object a line, and reads back as it was', () => {
  const list = { kind: 'List', items: [{ a: 1 }, { b: 2 }] };
  const text = textOf(list);
  assert.deepEqual(JSON.parse(text), list);
  assert.equal(text.split('\n').length, 5);
  assert.deepEqual(JSON.parse(textOf({ kind: 'List', items: [] })).items, []);
});
