import path from 'node:path';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { noJournal } from './conversations/ConversationJournal';
import { DatabaseAnswerStore } from './conversations/DatabaseAnswerStore';
import { DatabaseConversationStore } from './conversations/DatabaseConversationStore';
import { FileConversationJournal } from './conversations/FileConversationJournal';
import { DatabaseDocumentBase } from './documents';
import { DatabaseFindingStore } from './findings';
import { type Engine, StoreProblem, openPglite, openPostgres } from './engine';
import { checkMigrated, migrate } from './migrate';
import { ProcessRegistry } from './ProcessRegistry';
import { DatabaseTelemetryBase, type TelemetryRetention } from './telemetry';

/** A database that is open, migrated and cleaned up. */
export interface OpenDatabase {
  readonly engine: Engine;
  readonly documents: DatabaseDocumentBase;
  readonly telemetry: DatabaseTelemetryBase;
  readonly findings: DatabaseFindingStore;
  readonly conversations: DatabaseConversationStore;
  readonly answers: DatabaseAnswerStore;
  /** Ends what dead processes left behind. */
  recover(): Promise<void>;
  /** Brings the copy of conversations up to date, at the start. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  database: DatabaseService;
  logger: LoggerService;
  /** Directory of the embedded engine. */
  directory: string;
  /** How long telemetry is kept, and how much of it. */
  retention?: TelemetryRetention;
}

/** @throws StoreProblem, or whatever the database says. */
export async function openDatabase(
  options: OpenDatabaseOptions,
): Promise<OpenDatabase> {
  const { database, directory, logger, retention } = options;
  const client = await getClient(database);
  const engine = isPostgres(client)
    ? await openPostgres({ knex: client })
    : await openPglite({ directory });
  try {
    // nobody else can migrate the embedded engine, so `skip` does not concern it
    if (engine.kind === 'postgres' && database.migrations?.skip) {
      await checkMigrated(engine.knex);
    } else {
      await migrate(engine);
    }
    const opened = await createStores({
      engine,
      directory,
      logger,
      retention,
    });
    await opened.recover();
    await opened.tidy();
    return opened;
  } catch (error) {
    await engine.close();
    throw engine.toDamage(error) ?? error;
  }
}

async function createStores(options: {
  engine: Engine;
  directory: string;
  logger: LoggerService;
  retention?: TelemetryRetention;
}): Promise<OpenDatabase> {
  const { engine, directory, logger, retention } = options;
  const { knex } = engine;
  const embedded = engine.kind === 'pglite';
  const processes = await ProcessRegistry.create({ exclusive: embedded });
  const file = embedded
    ? new FileConversationJournal({
        file: path.join(directory, 'conversations.jsonl'),
        knex,
        logger,
      })
    : undefined;
  const restored = await file?.restore();
  if (restored) {
    logger.info(`Brought ${restored} conversations, answers and ratings back`);
  }
  const journal = file ?? noJournal;
  const documents = new DatabaseDocumentBase({ engine, processes });
  const answers = new DatabaseAnswerStore({ knex, processes, journal });
  return {
    engine,
    documents,
    telemetry: new DatabaseTelemetryBase({ engine, retention, journal }),
    findings: new DatabaseFindingStore({ knex }),
    conversations: new DatabaseConversationStore({ knex, journal }),
    answers,
    async recover() {
      await documents.recover();
      await answers.recover();
    },
    async tidy() {
      await file?.rewrite();
    },
    async close() {
      await file?.close();
      await engine.close();
    },
  };
}

async function getClient(database: DatabaseService): Promise<Knex> {
  try {
    return await database.getClient();
  } catch (error) {
    throw new StoreProblem({
      reason: `The database of the backend cannot be reached: ${error}`,
      remedy:
        'check backend.database in the configuration and that the server runs; the next try follows by itself',
      cause: error,
    });
  }
}

function isPostgres(client: Knex): boolean {
  return client.client.config.client === 'pg';
}
