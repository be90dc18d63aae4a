/**
 * A process that builds generations until somebody kills it: `node crashingBuilder.ts DIRECTORY`.
 *
 * First it says what it finds, as one line of JSON, so that each start is also a look at what the
 * kill before left. Every document of a generation has the same number of chunks, so that a half one
 * would be seen.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import { AssistantDatabase } from '../AssistantDatabase';
import { buildAndActivate, createDocument } from './documents';
import { readSeen } from './readSeen';
import { sqliteService } from './services';

export const DOCUMENTS = 20;
export const CHUNKS = 15;

const quiet = () => undefined;
const logger: LoggerService = {
  error: quiet,
  warn: quiet,
  info: quiet,
  debug: quiet,
  child: () => logger,
};

/** The database of a directory, open. */
export async function openDirectory(
  directory: string,
): Promise<AssistantDatabase> {
  const database = new AssistantDatabase({
    database: sqliteService(),
    logger,
    directory,
  });
  await database.start();
  const problem = database.problem();
  if (problem) {
    throw new Error(problem.reason);
  }
  return database;
}

/** Builds one generation that tells itself from all others. */
export async function buildOnce(
  database: AssistantDatabase,
  build: string,
): Promise<void> {
  const documents = Array.from({ length: DOCUMENTS }, (_, d) =>
    createDocument(
      `document-${d}`,
      Array.from(
        { length: CHUNKS },
        (__, c) => `restart pod ${d} ${c} of build ${build}`,
      ),
    ),
  );
  await buildAndActivate(database.documents, documents);
  await database.documents.prune({ keep: 3 });
}

async function run(directory: string) {
  const database = await openDirectory(directory);
  const seen = await readSeen(database.documents);
  process.stdout.write(`${JSON.stringify(seen)}\n`);
  for (let round = 0; ; round++) {
    await buildOnce(database, `${process.pid}.${round}`);
  }
}

if (require.main === module) {
  run(process.argv[2]).catch(error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  });
}
