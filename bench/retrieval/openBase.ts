import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  DocumentBase,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseDocumentBase } from '../../plugins/assistant-backend/src/database/documents';
import { openPglite } from '../../plugins/assistant-backend/src/database/engine';
import { migrate } from '../../plugins/assistant-backend/src/database/migrate';
import { ProcessRegistry } from '../../plugins/assistant-backend/src/database/ProcessRegistry';
import { LocalEmbedder } from '../../plugins/assistant-ingest/src/embedding/local';
import { BuildReport } from '../../plugins/assistant-ingest/src/generation/BuildReport';
import { buildGeneration } from '../../plugins/assistant-ingest/src/generation/buildGeneration';
import { FolderSource } from './FolderSource';

export interface OpenBase {
  documents: DocumentBase;
  embedder: Embedder;
  close(): Promise<void>;
}

/** Builds the real document base over a folder: chunked, embedded and indexed in an engine of its own. */
export async function openBase(folder: string): Promise<OpenBase> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
  const engine = await openPglite({ directory });
  const embedder = new LocalEmbedder();
  const close = async () => {
    await embedder.dispose();
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await migrate(engine);
    const documents = new DatabaseDocumentBase({
      engine,
      processes: await ProcessRegistry.create({ exclusive: true }),
    });
    await buildGeneration({
      sources: [new FolderSource(folder)],
      embedder,
      documents,
      gate: { sizeChange: 1 },
      keep: 1,
      trigger: 'bench',
      report: new BuildReport({
        buildId: 'bench',
        trigger: 'bench',
        now: () => new Date(),
      }),
      logger: stderrLogger(),
      signal: new AbortController().signal,
    });
    return { documents, embedder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** stdout belongs to the result. */
function stderrLogger(): LoggerService {
  const write = (message: string) => void process.stderr.write(`${message}\n`);
  const logger: LoggerService = {
    error: write,
    warn: write,
    info: () => undefined,
    debug: () => undefined,
    child: () => logger,
  };
  return logger;
}
