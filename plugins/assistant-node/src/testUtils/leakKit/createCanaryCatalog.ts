import { createHash } from 'node:crypto';
import type { BaseDocument } from '../../knowledge';

/** An entity that exists only to be found where it must not be. @public */
export interface CanaryEntity {
  entityRef: string;
  /** Part of the name; a person may know it and type it. */
  nameCanary: string;
  /** Stand in the text, the headings and the commands of its document; nobody types them. */
  textCanaries: readonly string[];
  /** Group that owns it. */
  owner: string;
  /** For the catalog of the test. */
  entity: {
    apiVersion: string;
    kind: string;
    metadata: {
      name: string;
      title: string;
      annotations: Record<string, string>;
    };
    spec: { type: string; lifecycle: string; owner: string };
  };
  document: BaseDocument;
}

/** @public */
export interface CanaryCatalogOptions {
  entities: number;
  owners: number;
  /** Makes the canaries of two runs different. */
  seed?: string;
  annotations?: Record<string, string>;
}

/**
 * Entities of many owners, each with a page that no other owner may read.
 *
 * All pages are worded alike, so that every question would find every page if nothing stood between.
 * @public
 */
export function createCanaryCatalog(
  options: CanaryCatalogOptions,
): CanaryEntity[] {
  const { entities, owners, seed = 'leak-kit', annotations = {} } = options;
  return Array.from({ length: entities }, (_, number) => {
    const token = (part: string) =>
      `q${createHash('sha256')
        .update(`${seed}/${number}/${part}`)
        .digest('hex')
        .slice(0, 12)}z`;
    const nameCanary = token('name');
    const textCanaries = ['title', 'heading', 'text', 'command', 'russian'].map(
      token,
    );
    const name = `svc-${nameCanary}`;
    const owner = `group:default/owner-${number % owners}`;
    return {
      entityRef: `component:default/${name}`,
      nameCanary,
      textCanaries,
      owner,
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name, title: `Service ${nameCanary}`, annotations },
        spec: { type: 'service', lifecycle: 'production', owner },
      },
      document: createDocument({ name, textCanaries }),
    };
  });
}

function createDocument(options: {
  name: string;
  textCanaries: readonly string[];
}): BaseDocument {
  const { name, textCanaries } = options;
  const [title, heading, text, command, russian] = textCanaries;
  const parts = [
    {
      headingPath: [
        `Runbook ${title}`,
        `Crash loop after a release ${heading}`,
      ],
      kind: 'steps' as const,
      language: 'en' as const,
      body: `1. Look why the pods crash after the bad release ${text}.\n2. Roll the release back:\n\n   \`\`\`sh\n   helm rollback ${command}\n   \`\`\`\n3. Watch the pods until they are ready.`,
    },
    {
      headingPath: [`Runbook ${title}`, 'Перезапуски после релиза'],
      kind: 'text' as const,
      language: 'ru' as const,
      body: `Если поды перезапускаются после неудачного релиза, откатите релиз ${russian} и проследите, что поды готовы.`,
    },
  ];
  return {
    id: `component:default/${name}/runbook.md`,
    entityRef: `component:default/${name}`,
    title: `Runbook ${title}`,
    path: `${name}/docs/runbook.md`,
    url: `/docs/default/component/${name}/runbook`,
    revision: '1',
    chunks: parts.map((part, ordinal) => ({
      ...part,
      ordinal,
      anchor: `part-${ordinal}`,
      bodyHash: createHash('sha256').update(part.body).digest('hex'),
    })),
  };
}
