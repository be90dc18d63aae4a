import { createReadStream } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  type ConversationLine,
  conversationLineSchema,
  exportAll,
  exportAnswer,
  exportConversation,
  exportFeedback,
} from '../operations/conversations/exportConversations';
import { importLine } from '../operations/conversations/importConversations';
import type { ConversationJournal } from './ConversationJournal';

/**
 * A copy of the conversations in lines of JSON, beside the files of the embedded engine.
 *
 * Documents can be built again, conversations cannot. The engine's files are readable only by the
 * version that wrote them, and are not flushed to the disk; this file is both. Each change is
 * appended when it happens, and the file is written anew at the start and after deletions.
 */
export class FileConversationJournal implements ConversationJournal {
  readonly #file: string;
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  #queue: Promise<void> = Promise.resolve();
  #incomplete = false;

  constructor(options: { file: string; knex: Knex; logger: LoggerService }) {
    this.#file = options.file;
    this.#knex = options.knex;
    this.#logger = options.logger;
  }

  answerFinished(answerId: string) {
    return this.#append(() => exportAnswer(this.#knex, answerId));
  }

  conversationChanged(conversationId: string) {
    return this.#append(() => exportConversation(this.#knex, conversationId));
  }

  feedbackGiven(answerId: string) {
    return this.#append(() => exportFeedback(this.#knex, answerId));
  }

  conversationsDeleted() {
    return this.rewrite();
  }

  /** Takes the copy in if the database has no conversations; says how many lines that were. */
  async restore(): Promise<number> {
    const exists = await stat(this.#file).catch(() => undefined);
    const present = await this.#knex('conversation').first('id');
    if (!exists || present) {
      return 0;
    }
    let restored = 0;
    for await (const line of readLines(this.#file)) {
      const parsed = parseLine(line);
      if (parsed) {
        await importLine(this.#knex, parsed);
        restored++;
      } else if (line.trim()) {
        this.#logger.warn(
          'A line of the copy of conversations is damaged and was passed over',
        );
      }
    }
    return restored;
  }

  /** Writes the file anew; a crash in the middle leaves the old one. */
  rewrite(): Promise<void> {
    return this.#enqueue(() => this.#rewrite());
  }

  /** Waits until all that was told is written. */
  async close(): Promise<void> {
    await this.#queue;
  }

  #append(read: () => Promise<ConversationLine[]>): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#incomplete) {
        await this.#rewrite();
        return;
      }
      const handle = await open(this.#file, 'a', 0o600);
      try {
        await handle.appendFile(toText(await read()));
        await handle.datasync();
      } finally {
        await handle.close();
      }
    });
  }

  async #rewrite() {
    const draft = `${this.#file}.new`;
    const handle = await open(draft, 'w', 0o600);
    try {
      for await (const lines of exportAll(this.#knex)) {
        await handle.appendFile(toText(lines));
      }
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(draft, this.#file);
    this.#incomplete = false;
  }

  /** One write after the other. A full disk must not fail the answer that is already stored. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch(error => {
      this.#incomplete = true;
      this.#logger.warn(
        `The copy of conversations in ${
          this.#file
        } is behind and will be written anew: ${stringifyError(error)}`,
      );
    });
    return this.#queue;
  }
}

function readLines(file: string): AsyncIterable<string> {
  return createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Infinity,
  });
}

function parseLine(line: string): ConversationLine | undefined {
  try {
    return conversationLineSchema.parse(JSON.parse(line));
  } catch {
    // a crash may have cut the last line
    return undefined;
  }
}

function toText(lines: readonly ConversationLine[]): string {
  return lines.map(line => `${JSON.stringify(line)}\n`).join('');
}
