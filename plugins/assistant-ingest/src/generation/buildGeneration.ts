import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentSource,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { fillVectors } from '../embedding/fillVectors';
import type { BuildReport } from './BuildReport';
import {
  checkGate,
  type GateCheck,
  type GateConfig,
  type SourceCounts,
} from './checkGate';
import {
  checkGoldenQuestions,
  readGoldenQuestions,
} from './checkGoldenQuestions';
import { GenerationDraft } from './GenerationDraft';
import { readSites } from './readSites';
import { parseSiteMark } from './SiteMark';

export interface BuildOptions {
  sources: readonly DocumentSource[];
  embedder: Embedder;
  documents: DocumentBase;
  gate: GateConfig;
  /** Generations that stay. */
  keep: number;
  trigger: string;
  report: BuildReport;
  logger: LoggerService;
  signal: AbortSignal;
}

/** The generation that answers while this one is built. */
interface ActiveState {
  generation?: Generation;
  marks: ReadonlyMap<string, string>;
}

/**
 * Builds one generation of the document base: read and chunk → write → embed → gate → seal →
 * activate → prune.
 *
 * - Until the switch nothing of it can be seen; a build that fails or is cancelled leaves the active
 *   generation as it was.
 * - The very first generation is switched to at once and answers by words, while its vectors fill up.
 * - When nothing changed, there is no new generation; only missing vectors are filled.
 */
export async function buildGeneration(
  options: BuildOptions,
): Promise<'complete' | 'unchanged'> {
  const { documents, report, signal } = options;
  const active = await readActiveState(documents);
  const draft = new GenerationDraft({
    documents,
    start: {
      embedder: options.embedder.id,
      dimensions: options.embedder.dimensions,
      trigger: options.trigger,
    },
    report,
    signal,
  });
  try {
    for await (const site of readSites({ ...options, marks: active.marks })) {
      await draft.add(site);
    }
    if (active.generation && isUnchanged(draft, active, options.embedder)) {
      await fillActive(active.generation, options);
      return 'unchanged';
    }
    if (total(draft.counts) === 0 && !active.generation) {
      throw new InputError(
        'No documents were found. Give entities a backstage.io/techdocs-ref annotation, or set assistant.documents.markdown',
      );
    }
    await draft.copyKept();
    await (active.generation
      ? replaceActive(draft, active, active.generation, options)
      : switchFirst(draft, options));
  } catch (error) {
    await abandonUnsealed(draft, documents, error);
    throw error;
  }
  // the switch is done; what is left over goes with the next build at the latest
  await documents
    .prune({ keep: options.keep })
    .catch(error => report.problem('assistant', messageOf(error)));
  return 'complete';
}

async function readActiveState(documents: DocumentBase): Promise<ActiveState> {
  const { active, generations } = await documents.status();
  const generation = generations.find(each => each.generation === active);
  return {
    ...(generation && { generation }),
    marks: generation ? await documents.readEtags() : new Map(),
  };
}

/** Nothing was written, nothing has gone, and the vectors are of the embedder that is in use. */
function isUnchanged(
  draft: GenerationDraft,
  { generation, marks }: ActiveState,
  embedder: Embedder,
): boolean {
  const kept = new Set(draft.keptPrefixes);
  return (
    !draft.writer &&
    generation?.embedder === embedder.id &&
    [...marks.keys()].every(prefix => kept.has(prefix))
  );
}

/** Nobody can ask anything yet, so words alone are better than waiting for vectors. */
async function switchFirst(
  draft: GenerationDraft,
  options: BuildOptions,
): Promise<void> {
  const { documents, report, signal, gate } = options;
  const writer = await draft.begin();
  report.phase('gate');
  const checks = checkGate({
    before: undefined,
    after: draft.counts,
    config: gate,
  });
  requirePassed(checks);
  report.phase('switching');
  const sealed = await writer.seal(checks, { signal });
  await documents.activate({ generation: sealed.generation });
  await fillActive(sealed, options);
}

async function replaceActive(
  draft: GenerationDraft,
  active: ActiveState,
  activeGeneration: Generation,
  options: BuildOptions,
): Promise<void> {
  const { documents, embedder, report, signal, gate } = options;
  const writer = await draft.begin();
  report.phase('embedding', { done: 0, total: draft.chunks });
  await fillVectors({
    writer,
    embedder,
    onProgress: done =>
      report.phase('embedding', { done, total: Math.max(done, draft.chunks) }),
    signal,
  });
  report.phase('gate');
  const checks = checkGate({
    before: countBySource(active.marks, options.sources),
    after: draft.counts,
    config: gate,
  });
  const sealed = await writer.seal(checks, { signal });
  const golden = await askGoldenQuestions(sealed, activeGeneration, options);
  if (golden.length > 0) {
    await writer.recordGate([...checks, ...golden]);
  }
  requirePassed([...checks, ...golden]);
  report.phase('switching');
  await documents.activate({
    generation: sealed.generation,
    expectedActive: activeGeneration.generation,
  });
}

async function askGoldenQuestions(
  sealed: Generation,
  active: Generation,
  { documents, embedder, gate, signal }: BuildOptions,
): Promise<GateCheck[]> {
  if (!gate.goldenQuestionsFile) {
    return [];
  }
  const questions = await readGoldenQuestions(gate.goldenQuestionsFile);
  const check = await checkGoldenQuestions({
    questions,
    embedder,
    candidate: await documents.openGeneration(sealed.generation, { signal }),
    active: await documents.openGeneration(active.generation, { signal }),
    signal,
  });
  return [check];
}

/** What answers by words goes on doing so when the embedder fails; the next build fills the rest. */
async function fillActive(
  generation: Generation,
  { documents, embedder, report, signal }: BuildOptions,
): Promise<void> {
  const missing = Math.round(generation.chunks * (1 - generation.embedded));
  if (missing === 0) {
    return;
  }
  report.generation(generation.generation);
  report.phase('embedding', { done: 0, total: missing });
  try {
    await fillVectors({
      writer: await documents.resume(generation.generation),
      embedder,
      onProgress: done =>
        report.phase('embedding', { done, total: Math.max(done, missing) }),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    report.problem(
      'embedder',
      `${messageOf(
        error,
      )}. Answers are found by words alone until the next build`,
    );
  }
}

function requirePassed(checks: readonly GateCheck[]): void {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length > 0) {
    const reasons = failed.map(({ check, detail }) => `${check}: ${detail}`);
    throw new InputError(
      `The new version did not pass its checks (${reasons.join(
        '; ',
      )}). The old one stays; if the change is meant, activate the new one by hand`,
    );
  }
}

/** A sealed generation stays for people to look at and to activate; a half-written one goes. */
async function abandonUnsealed(
  draft: GenerationDraft,
  documents: DocumentBase,
  error: unknown,
): Promise<void> {
  const { writer } = draft;
  if (!writer) {
    return;
  }
  try {
    const { generations } = await documents.status();
    const own = generations.find(each => each.generation === writer.generation);
    if (own?.state === 'building') {
      await writer.abandon(messageOf(error));
    }
  } catch {
    // the base is out of reach, which is what the build failed for; its recovery drops the rest
  }
}

/** Sources that are no longer registered count as well: their documents would go. */
function countBySource(
  marks: ReadonlyMap<string, string>,
  sources: readonly DocumentSource[],
): SourceCounts {
  const counts = new Map<string, number>(sources.map(({ id }) => [id, 0]));
  for (const [prefix, text] of marks) {
    const source = prefix.slice(0, prefix.indexOf('/'));
    counts.set(
      source,
      (counts.get(source) ?? 0) + (parseSiteMark(text)?.documents ?? 0),
    );
  }
  return counts;
}

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

const total = (counts: SourceCounts) =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
