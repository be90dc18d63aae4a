import type { Folder, Item } from './recordedFolder';

const HOUR = 3_600_000;
const nowOf = (folder: Folder) =>
  Date.parse(String(folder.get('incident.json')?.now));
const stamp = (at: number) => new Date(at).toISOString().replace(/\.\d+/, '');

function addTo(folder: Folder, plural: string, more: Item[]): Folder {
  const path = `kubernetes/${plural}.json`;
  const file = folder.get(path) ?? { kind: 'List', apiVersion: 'v1' };
  return new Map([
    ...folder,
    [path, { ...file, items: [...(file.items ?? []), ...more] }],
  ]);
}

const podsOf = (folder: Folder) =>
  folder.get('kubernetes/pods.json')?.items ?? [];
const isNeighbour = ({ metadata }: Item) =>
  metadata.name.startsWith('neighbour');

function eventAbout(
  pod: Item,
  name: string,
  at: number,
  message: string,
): Item {
  const { namespace, uid } = pod.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace },
    involvedObject: { kind: 'Pod', namespace, name: pod.metadata.name, uid },
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
    count: 1,
    firstTimestamp: stamp(at),
    lastTimestamp: stamp(at),
  };
}

export function withStrangeEvents(folder: Folder): Folder {
  const message = '0/3 nodes are available: 3 Insufficient memory.';
  return addTo(
    folder,
    'events',
    podsOf(folder)
      .filter(isNeighbour)
      .flatMap((pod, index) =>
        [0, nowOf(folder) + 24 * 365 * HOUR].map(at =>
          eventAbout(pod, `strange-${index}-${at}`, at, message),
        ),
      ),
  );
}

export function withStorm(folder: Folder): Folder {
  const pod = podsOf(folder).find(isNeighbour);
  const now = nowOf(folder);
  return pod === undefined
    ? folder
    : addTo(
        folder,
        'events',
        Array.from({ length: 50_000 }, (_, index) =>
          eventAbout(
            pod,
            `storm-${index}`,
            now - 10 * 60_000 - index,
            `0/3 nodes are available: ${index} Insufficient cpu.`,
          ),
        ),
      );
}

export function withCircle(folder: Folder): Folder {
  const [pod] = podsOf(folder).filter(isNeighbour);
  const { namespace } = pod.metadata;
  const owned = (name: string, by: string): Item => ({
    apiVersion: 'example.org/v1',
    kind: 'Circle',
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      ownerReferences: [
        { kind: 'Circle', name: by, uid: `uid-${by}`, controller: true },
      ],
    },
  });
  return addTo(folder, 'circles', [
    owned('a', 'b'),
    owned('b', 'a'),
    owned('self', 'self'),
  ]);
}

/** Jobs that failed for good a month ago, as they lie about in many namespaces. */
export function withOldFailures(folder: Folder): Folder {
  const at = stamp(nowOf(folder) - 30 * 24 * HOUR);
  const [pod] = podsOf(folder).filter(isNeighbour);
  const { namespace } = pod.metadata;
  return addTo(
    folder,
    'jobs',
    Array.from({ length: 30 }, (_, index) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: `old-${index}`,
        namespace,
        uid: `old-${index}`,
        creationTimestamp: at,
      },
      spec: { backoffLimit: 1 },
      status: {
        startTime: at,
        failed: 2,
        conditions: [
          {
            type: 'Failed',
            status: 'True',
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
            lastTransitionTime: at,
          },
        ],
      },
    })),
  );
}
