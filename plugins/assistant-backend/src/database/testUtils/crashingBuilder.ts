/**
 * A process that builds generations until somebody kills it: `node crashingBuilder.ts DIRECTORY`.
 *
 * Every document of a generation has the same number of chunks, so that a half one would be seen.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import { AssistantDatabase } from '../AssistantDatabase';
import { buildAndActivate, createDocument } from './documents';
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

async function run(directory: string) {
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
  for (let round = 0; ; round++) {
    const documents = Array.from({ length: DOCUMENTS }, (_, d) =>
      createDocument(
        `document-${d}`,
        Array.from(
          { length: CHUNKS },
          (__, c) => `restart pod ${d} ${c} of build ${process.pid} ${round}`,
        ),
      ),
    );
    await buildAndActivate(database.documents, documents);
    await database.documents.prune({ keep: 3 });
    process.stdout.write('built\n');
  }
}

if (require.main === module) {
  run(process.argv[2]).catch(error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  });
}
