import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A recorded folder in memory: lists by their path, and `incident.json`. */
export type Folder = ReadonlyMap<string, FolderFile>;
interface FolderFile {
  items?: Item[];
  [key: string]: unknown;
}
interface Item {
  kind?: string;
  apiVersion?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

/** Another shape of the same state: what it says must not change what is found. */
export interface Variant {
  name: string;
  /** Whether the cause can still be known; a healthy folder must stay silent in any case. */
  keepsCause: boolean;
  /** Adds faults of its own, which are old ones. */
  isIll?: boolean;
  /** So large that a few folders are enough. */
  isLarge?: boolean;
  change(folder: Folder): Folder;
}

const HOUR = 3_600_000;
const onLists = (
  folder: Folder,
  change: (path: string, file: FolderFile) => FolderFile | undefined,
) =>
  new Map(
    [...folder].flatMap(([path, file]): [string, FolderFile][] => {
      const changed = file.items === undefined ? file : change(path, file);
      return changed === undefined ? [] : [[path, changed]];
    }),
  );
const without = (folder: Folder, ...plurals: string[]) =>
  onLists(folder, (path, file) =>
    plurals.some(plural => path.endsWith(`/${plural}.json`)) ? undefined : file,
  );

export const VARIANTS: readonly Variant[] = [
  {
    name: 'lists of the API: items do not say their kind',
    keepsCause: true,
    change: folder =>
      onLists(folder, (_, file) => ({
        ...file,
        kind: `${file.items?.[0]?.kind ?? ''}List`,
        items: file.items?.map(
          ({ kind: _kind, apiVersion: _version, ...item }) => item,
        ),
      })),
  },
  {
    name: 'events of events.k8s.io/v1',
    keepsCause: true,
    change: folder =>
      onLists(folder, (path, file) =>
        path.endsWith('/events.json')
          ? { ...file, items: file.items?.map(toNewEvent) }
          : file,
      ),
  },
  {
    name: 'one file with all kinds',
    keepsCause: true,
    change: folder => {
      const items = [...folder.values()].flatMap(file => file.items ?? []);
      const rest = [...folder].filter(([, file]) => file.items === undefined);
      return new Map([
        ...rest,
        ['kubernetes/all.json', { kind: 'List', items }],
      ]);
    },
  },
  {
    name: 'two clusters with objects of one name',
    keepsCause: true,
    change: folder =>
      new Map(
        [...folder].flatMap(([path, file]) =>
          file.items === undefined
            ? [[path, file] as const]
            : ['east', 'west'].map(
                name => [`clusters/${name}/${path}`, file] as const,
              ),
        ),
      ),
  },
  {
    name: 'events of 1970 and of the future about everything',
    keepsCause: true,
    change: withStrangeEvents,
  },
  {
    name: '50,000 events about one pod',
    keepsCause: true,
    isLarge: true,
    change: withStorm,
  },
  {
    name: 'owners in a circle',
    keepsCause: true,
    change: withCircle,
  },
  {
    name: 'month-old failures beside it',
    keepsCause: true,
    isIll: true,
    change: withOldFailures,
  },
  {
    name: 'nothing but pods and events',
    keepsCause: false,
    change: folder =>
      onLists(folder, (path, file) =>
        /\/(pods|events)\.json$/.test(path) ? file : undefined,
      ),
  },
  {
    name: 'no secrets, configurations, accounts, services or claims recorded',
    keepsCause: false,
    change: folder =>
      without(
        folder,
        'secrets',
        'configmaps',
        'serviceaccounts',
        'services',
        'persistentvolumeclaims',
      ),
  },
  {
    name: 'no events recorded',
    keepsCause: false,
    change: folder => without(folder, 'events'),
  },
];

function toNewEvent(event: Item): Item {
  const {
    involvedObject,
    message,
    count,
    firstTimestamp,
    lastTimestamp,
    source,
    ...rest
  } = event;
  return {
    ...rest,
    apiVersion: 'events.k8s.io/v1',
    regarding: involvedObject,
    note: message,
    deprecatedCount: count,
    deprecatedFirstTimestamp: firstTimestamp,
    deprecatedLastTimestamp: lastTimestamp,
    deprecatedSource: source,
    metadata: event.metadata,
  };
}

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

function withStrangeEvents(folder: Folder): Folder {
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

function withStorm(folder: Folder): Folder {
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

function withCircle(folder: Folder): Folder {
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
function withOldFailures(folder: Folder): Folder {
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

export async function readFolder(folder: string): Promise<Folder> {
  const names = await readdir(join(folder, 'kubernetes'));
  const paths = ['incident.json', ...names.map(name => `kubernetes/${name}`)];
  return new Map(
    await Promise.all(
      paths.map(
        async (path): Promise<[string, FolderFile]> => [
          path,
          JSON.parse(await readFile(join(folder, path), 'utf8')),
        ],
      ),
    ),
  );
}

export async function writeFolder(
  folder: string,
  files: Folder,
): Promise<void> {
  for (const [path, file] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(file));
  }
}
