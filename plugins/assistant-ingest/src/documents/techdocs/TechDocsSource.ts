import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { getLocationForEntity } from '@backstage/plugin-techdocs-node';
import {
  ASSISTANT_ANNOTATIONS,
  parseExposure,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentReadOptions,
  DocumentSource,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { mapConcurrently, type ReadLimits, type TreeReader } from '../files';
import { techdocsRoot } from './pageUrl';
import { isSiteFile, readSite } from './readSite';

export const TECHDOCS_ANNOTATION = 'backstage.io/techdocs-ref';

export interface TechDocsSourceOptions {
  catalog: CatalogService;
  auth: AuthService;
  integrations: ScmIntegrationRegistry;
  /** Readers by kind of location: `dir` for folders of this machine, `url` for repositories. */
  readers: Record<'dir' | 'url', TreeReader>;
  limits: ReadLimits;
  /** Sites that are read at the same time. */
  concurrency: number;
}

/**
 * The Markdown behind the TechDocs of all catalog entities, read from where TechDocs reads it.
 *
 * The catalog is read with the plugin's own credentials: the base holds everything, and each reader
 * is shown what they may see.
 */
export class TechDocsSource implements DocumentSource {
  readonly id = 'techdocs';
  readonly #options: TechDocsSourceOptions;

  constructor(options: TechDocsSourceOptions) {
    this.#options = options;
  }

  async *read(options: DocumentReadOptions): AsyncGenerator<SourceItem> {
    const entities = await this.#listEntities(options.signal);
    const sites = mapConcurrently(entities, this.#options.concurrency, entity =>
      this.#readSite(entity, options),
    );
    for await (const items of sites) {
      options.signal.throwIfAborted();
      yield* items;
    }
  }

  /** Entities that have documents of their own. */
  async #listEntities(signal: AbortSignal): Promise<Entity[]> {
    const { catalog, auth } = this.#options;
    const entities: Entity[] = [];
    const pages = catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${TECHDOCS_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      signal.throwIfAborted();
      entities.push(...page);
    }
    return entities.filter(
      ({ metadata }) =>
        parseExposure(
          metadata.annotations?.[ASSISTANT_ANNOTATIONS.exposure],
        ) !== 'none',
    );
  }

  async #readSite(
    entity: Entity,
    { knownEtags, signal, logger }: DocumentReadOptions,
  ): Promise<SourceItem[]> {
    const entityRef = stringifyEntityRef(entity);
    const idPrefix = `${entityRef}/`;
    const { integrations, readers, limits } = this.#options;
    const knownEtag = knownEtags.get(idPrefix);
    try {
      const { type, target } = getLocationForEntity(entity, integrations);
      const tree = await readers[type].read(target, {
        accept: isSiteFile,
        ...(knownEtag && { knownEtag }),
        signal,
      });
      if (tree.type === 'unchanged') {
        return [
          { type: 'unchanged', entityRef, idPrefix, etag: knownEtag ?? '' },
        ];
      }
      const { documents, problems } = readSite(tree.files, {
        entityRef,
        idPrefix,
        root: techdocsRoot(entity),
        maxDocuments: limits.maxDocuments,
      });
      const notes = [...tree.problems, ...problems].map(message => ({
        type: 'problem' as const,
        entityRef,
        message,
      }));
      return [
        ...notes,
        ...documents.map(document => ({ type: 'document' as const, document })),
        { type: 'complete', entityRef, idPrefix, etag: tree.etag },
      ];
    } catch (error) {
      signal.throwIfAborted();
      logger.warn(`Documents of ${entityRef} cannot be read`, {
        error: stringifyError(error),
      });
      return [
        { type: 'failed', entityRef, idPrefix, message: messageOf(error) },
      ];
    }
  }
}

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);
