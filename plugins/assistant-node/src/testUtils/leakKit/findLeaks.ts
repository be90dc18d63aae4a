import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import type { BaseDocument } from '../../knowledge';
import type { CanaryEntity } from './createCanaryCatalog';
import { type Leak, LeakScanner } from './LeakScanner';
import { type AskedAnswer, type LeakKitUser, LeakUser } from './LeakUser';

/** @public */
export interface LeakKitOptions {
  /** Address of the plugin's API, e.g. `http://localhost:7007/api/assistant`. */
  baseUrl: string;
  catalog: readonly CanaryEntity[];
  users: readonly LeakKitUser[];
  /** Makes these documents the active generation of the document base. */
  plant: (documents: readonly BaseDocument[]) => Promise<void>;
  /** Takes from a user all rights on the canary entities; what the user may read afterwards is returned. */
  revoke?: (user: LeakKitUser) => Promise<LeakKitUser>;
  /** Everything that was logged so far. */
  readLogs?: () => string;
  /** Prompts that the recording model was given so far. */
  readPrompts?: () => readonly string[];
}

/** @public */
export interface LeakReport {
  leaks: Leak[];
  /** Users who found at least one page of their own: a kit that finds nothing proves nothing. */
  usersWithAnswers: number;
  answers: number;
  /** Prompts that the model was given. */
  prompts: number;
}

/**
 * Asks as each user, by each way that the public API has, and looks for what belongs to others.
 *
 * Checked are answers with their citations, counts and suggestions, errors, overviews, states of
 * entities, lists, search, exports, links of others, the same links after rights were revoked, prompts, and the log.
 * @public
 */
export async function findLeaks(options: LeakKitOptions): Promise<LeakReport> {
  const { baseUrl, catalog, users, plant } = options;
  const scanner = new LeakScanner(catalog);
  await plant(catalog.map(({ document }) => document));
  const readPrompts = options.readPrompts ?? (() => []);
  const asked: AskedAnswer[] = [];
  let prompts = 0;
  for (const user of users) {
    const visitor = new LeakUser({ user, baseUrl, scanner });
    const own = catalog.find(({ entityRef }) => user.mayRead(entityRef));
    const foreign = catalog.find(({ entityRef }) => !user.mayRead(entityRef));
    // one user at a time: what the model is given meanwhile is for this one
    const before = readPrompts().length;
    asked.push(...(await askEverything(visitor, { own, foreign })));
    for (const text of readPrompts().slice(before)) {
      prompts += 1;
      scanner.scan({
        to: user.userRef,
        where: 'prompt',
        text,
        mayRead: user.mayRead,
      });
    }
    await readEverything(visitor, foreign);
  }
  await followLinks({ ...options, asked, scanner });
  scanLogs(options.readLogs?.() ?? '', {
    scanner,
    questions: asked.map(({ question }) => question),
  });
  return {
    leaks: scanner.leaks,
    usersWithAnswers: new Set(
      [...scanner.seen].map(entry => entry.split(' ')[0]),
    ).size,
    answers: asked.length,
    prompts,
  };
}

/** Questions that would find every page, by words, by name and by reference. */
async function askEverything(
  visitor: LeakUser,
  { own, foreign }: { own?: CanaryEntity; foreign?: CanaryEntity },
): Promise<AskedAnswer[]> {
  const first = await visitor.ask({
    question: 'What do I do when pods are in a crash loop after a bad release?',
  });
  const { conversationId } = first;
  const requests: AskRequest[] = [
    {
      question:
        'Что делать, если поды перезапускаются после неудачного релиза?',
    },
    {
      question: 'And which other services have the same runbook? List all.',
      conversationId,
    },
    ...(own
      ? [
          // sure to be answered, so that a model gets to word it
          {
            question:
              'How do I roll the release back and watch the pods until they are ready?',
            entityRef: own.entityRef,
          },
        ]
      : []),
    ...(foreign
      ? [
          {
            question: `How do I roll back svc-${foreign.nameCanary} after a bad release?`,
          },
          {
            question:
              'How do I get it out of a crash loop after a bad release?',
            entityRef: foreign.entityRef,
          },
        ]
      : []),
  ];
  const answers = [first];
  for (const request of requests) {
    answers.push(await visitor.ask(request));
  }
  return answers;
}

/** All reads of the API, also with what does not belong to the reader. */
async function readEverything(visitor: LeakUser, foreign?: CanaryEntity) {
  const list = await visitor.request('GET', '/conversations');
  const ids = Array.from(
    list.text.matchAll(/"id":"([0-9a-f-]{36})"/g),
    match => match[1],
  );
  for (const id of ids.slice(0, 5)) {
    await visitor.request('GET', `/conversations/${id}`);
    await visitor.request('GET', `/conversations/${id}/export`);
  }
  for (const path of [
    '/overview',
    '/overview?language=ru',
    '/readiness',
    '/bases/documents',
    '/bases/telemetry',
  ]) {
    await visitor.request('GET', path);
  }
  if (foreign) {
    const ref = encodeURIComponent(foreign.entityRef);
    await visitor.request('GET', `/overview?entityRef=${ref}`);
    await visitor.request('GET', `/entity-diagnosis?entityRef=${ref}`);
    await visitor.request('GET', `/conversations?entityRef=${ref}`);
    await visitor.request(
      'GET',
      `/conversations?search=${foreign.textCanaries[2]}`,
    );
  }
}

/** Links of others, before and after rights were revoked. */
async function followLinks(
  options: LeakKitOptions & {
    asked: readonly AskedAnswer[];
    scanner: LeakScanner;
  },
) {
  const { users, baseUrl, scanner, asked, revoke } = options;
  for (const user of users) {
    const visitor = new LeakUser({ user, baseUrl, scanner });
    const others = asked.filter(({ by }) => by !== user);
    for (const answer of spread(others, 6)) {
      await openLinks(visitor, answer);
    }
  }
  for (const user of revoke ? users : []) {
    const revoked = await revoke!(user);
    const visitor = new LeakUser({ user: revoked, baseUrl, scanner });
    for (const answer of asked.filter(({ by }) => by === user)) {
      await openLinks(visitor, answer);
    }
    await readEverything(visitor);
    await visitor.ask({
      question:
        'What do I do when pods are in a crash loop after a bad release?',
    });
  }
}

async function openLinks(
  visitor: LeakUser,
  { answerId, conversationId }: AskedAnswer,
) {
  await visitor.request('GET', `/answers/${answerId}`);
  await visitor.request('GET', `/answers/${answerId}/events?after=-1`);
  await visitor.request('POST', `/answers/${answerId}/feedback`, {
    body: { rating: 'helpful' },
  });
  await visitor.request('POST', `/answers/${answerId}/stop`);
  await visitor.request('GET', `/conversations/${conversationId}`);
  await visitor.request('GET', `/conversations/${conversationId}/export`);
}

/** Nothing of a question or a document belongs into the log. */
function scanLogs(
  text: string,
  options: { scanner: LeakScanner; questions: readonly string[] },
) {
  const { scanner, questions } = options;
  scanner.scan({ to: 'logs', where: 'logs', text, mayRead: () => false });
  for (const question of new Set(questions)) {
    if (text.includes(question)) {
      scanner.leaks.push({
        to: 'logs',
        where: 'logs',
        entityRef: '',
        excerpt: question,
      });
    }
  }
}

/** A few of many, from all over the list. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}
