import type {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AssistantDocumentsExtensionPoint } from '@smart-assistant/backstage-plugin-assistant-node';
import { resolve } from 'node:path';
import type { IngestConfig } from './config';
import {
  LocalTreeReader,
  type ReadLimits,
  UrlTreeReader,
} from './documents/files';
import { MarkdownSource } from './documents/markdown';
import { readExposuresFrom } from './documents/readExposures';
import { TechDocsSource, waitForSteadyCatalog } from './documents/techdocs';
import { createBuilderFactory } from './generation/createBuilder';

export interface DocumentDeps {
  documents: AssistantDocumentsExtensionPoint;
  config: IngestConfig;
  integrations: ScmIntegrationRegistry;
  auth: AuthService;
  catalog: CatalogService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  scheduler: SchedulerService;
  urlReader: UrlReaderService;
}

/** Adds the sources of documents and what builds the base from all of them. */
export function registerDocuments(deps: DocumentDeps): void {
  addSources(deps);
  const { documents, config, catalog, auth } = deps;
  const { techdocs, gate, cron, timeoutMs, buildOnStart } = config.documents;
  documents.setBuilder(
    createBuilderFactory({
      settings: {
        cron,
        timeoutMs,
        buildOnStart,
        gate: {
          sizeChange: gate.sizeChange,
          ...(gate.goldenQuestions && {
            goldenQuestionsFile: gate.goldenQuestions,
          }),
        },
        keep: config.keepGenerations,
      },
      scheduler: deps.scheduler,
      lifecycle: deps.lifecycle,
      logger: deps.logger,
      whenCatalogIsSteady: async signal => {
        if (techdocs.enabled) {
          await waitForSteadyCatalog({ catalog, auth, signal });
        }
      },
    }),
  );
}

function addSources(deps: DocumentDeps): void {
  const { documents, config, integrations, auth, catalog } = deps;
  const { techdocs, markdown } = config.documents;
  const { timeoutSeconds, ...bounds } = config.documents.limits;
  const limits: ReadLimits = { ...bounds, timeoutMs: timeoutSeconds * 1000 };
  const readers = {
    dir: new LocalTreeReader(limits),
    url: new UrlTreeReader(deps.urlReader, limits),
  };
  if (techdocs.enabled) {
    const { concurrency } = techdocs;
    documents.addSource(
      new TechDocsSource({
        catalog,
        auth,
        integrations,
        readers,
        limits,
        concurrency,
      }),
    );
  }
  if (markdown.length > 0) {
    const folders = markdown.map(({ id, entityRef, url, path }) => ({
      id,
      entityRef,
      location:
        url !== undefined
          ? { type: 'url' as const, target: url }
          : { type: 'dir' as const, target: resolve(path ?? '') },
    }));
    const readExposures = readExposuresFrom({ catalog, auth });
    documents.addSource(
      new MarkdownSource({ folders, readers, limits, readExposures }),
    );
  }
}
