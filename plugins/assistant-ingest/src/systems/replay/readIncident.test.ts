import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readIncident } from './readIncident';

const INCIDENT = resolve(
  __dirname,
  '../../../../../examples/incidents/checkout-out-of-memory',
);
const now = '2026-11-24T12:00:00Z';

describe('readIncident', () => {
  const folders: string[] = [];
  afterAll(() =>
    Promise.all(folders.map(folder => rm(folder, { recursive: true }))),
  );

  async function write(files: Record<string, unknown>) {
    const folder = await mkdtemp(join(tmpdir(), 'incident-'));
    folders.push(folder);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(
        join(folder, path),
        typeof content === 'string' ? content : JSON.stringify(content),
      );
    }
    return folder;
  }

  it('reads what real servers were asked for', async () => {
    const recording = await readIncident(INCIDENT);
    const records = recording.frames.flatMap(frame => frame.records);
    const kinds = new Set(
      records.map(record =>
        record.kind === 'resource' ? record.objectKind : record.kind,
      ),
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'Pod',
        'Deployment',
        'ReplicaSet',
        'Event',
        'Node',
        'log',
        'metric',
      ]),
    );
    expect(recording.environments).toEqual({
      'shop-prod': 'prod',
      'shop-stage': 'stage',
    });
    expect(recording.warnings).toEqual([]);
    expect(recording.frames.flatMap(frame => frame.deadLetters)).toEqual([]);
    const times = recording.frames.map(frame => frame.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const instances = new Set(
      records.flatMap(r => (r.kind === 'log' ? r.origin.instance : [])),
    );
    expect([...instances].sort()).toEqual(['shop-prod', 'shop-stage']);
  });

  it('is content with nothing but a few objects', async () => {
    const folder = await write({
      'incident.json': { now },
      'kubernetes/pods.json': {
        kind: 'PodList',
        items: [{ metadata: { name: 'a', namespace: 'x' } }],
      },
      'kubernetes/pods@2026-11-24T11-30-00Z.json': { kind: 'List', items: [] },
      'kubernetes/logs/x_a_main_previous.log':
        'first\n2026-11-24T11:59:00Z second\n\tat more\n',
    });
    const { frames, from } = await readIncident(folder);
    expect(
      frames.map(frame => [
        new Date(frame.at).toISOString(),
        frame.complete,
        frame.records.length,
      ]),
    ).toEqual([
      ['2026-11-24T11:30:00.000Z', ['default/Pod'], 0],
      ['2026-11-24T11:59:00.000Z', [], 2],
      ['2026-11-24T12:00:00.000Z', ['default/Pod'], 1],
      ['2026-11-24T12:00:00.000Z', [], 1],
    ]);
    expect(from).toBe(Date.UTC(2026, 10, 24, 11, 30));
  });

  it('keeps two clusters with one name apart', async () => {
    const pods = { items: [{ kind: 'Pod', metadata: { name: 'a' } }] };
    const folder = await write({
      'incident.json': { now, environments: { east: 'prod', west: 'stage' } },
      'clusters/east/kubernetes/pods.json': pods,
      'clusters/west/kubernetes/pods.json': pods,
    });
    const { frames } = await readIncident(folder);
    expect(frames.flatMap(f => f.complete).sort()).toEqual([
      'east/Pod',
      'west/Pod',
    ]);
  });

  it('names what it does not read', async () => {
    const folder = await write({
      'incident.json': { now },
      'kubernetes/notes.txt': 'x',
      'kubernetes/pods@yesterday.json': { items: [] },
      'kafka/metadata.json': {},
      'logs/a.ndjson': '{"what":1}\n',
    });
    const { warnings, frames } = await readIncident(folder);
    expect(warnings.map(w => w.replace(/^.*\/(?=\w+\/|\w+\.)/, ''))).toEqual([
      expect.stringContaining('notes.txt is not read'),
      expect.stringContaining('"yesterday" is no time'),
      expect.stringContaining('kafka/ is not read'),
    ]);
    expect(frames.flatMap(f => f.deadLetters)).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining('line 1 is JSON of no known shape'),
      }),
    ]);
  });

  it.each([
    ['no incident.json', {}, /holds no incident\.json/],
    [
      'no time',
      { 'incident.json': { now: 'soon' } },
      /incident\.json is wrong: now: must be a time/,
    ],
    [
      'broken JSON',
      { 'incident.json': `{\n"now": x, "title": "${'t'.repeat(200)}"}` },
      /incident\.json, line 2, is no JSON|incident\.json is no JSON: .*"now": x/s,
    ],
    [
      'a broken line',
      {
        'incident.json': { now },
        'logs/a.ndjson': '{"message":"ok"}\n{"message":"cut',
      },
      /a\.ndjson, line 2, begins as JSON but is none/,
    ],
    [
      'a broken list',
      { 'incident.json': { now }, 'kubernetes/pods.json': '[' },
      /pods\.json.* is no JSON/,
    ],
    [
      'broken YAML',
      { 'incident.json': { now }, 'catalog/a.yaml': 'a: [' },
      /a\.yaml is no YAML/,
    ],
  ])('says where it is broken: %s', async (_, files, message) => {
    await expect(readIncident(await write(files))).rejects.toThrow(message);
  });
});
