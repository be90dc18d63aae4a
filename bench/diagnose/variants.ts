import {
  withCircle,
  withOldFailures,
  withStorm,
  withStrangeEvents,
} from './strangeState';
import type { Folder, FolderFile, Item } from './recordedFolder';

/** Another shape of the same state: what it says must not change what is found. */
export interface Variant {
  name: string;
  /** Whether every cause can still be known; a healthy folder must stay silent in any case. */
  keepsCause: boolean;
  /** Adds faults of its own, which are old ones. */
  isIll?: boolean;
  /** So large that a few folders are enough. */
  isLarge?: boolean;
  change(folder: Folder): Folder;
}

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
