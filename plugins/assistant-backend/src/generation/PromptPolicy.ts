import type { ModelUsage } from '@smart-assistant/backstage-plugin-assistant-common';
import type { DataPolicy } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Exposure } from '../access';

/** The kinds of text that a prompt may be made of. */
export type Material =
  | 'question'
  | 'documents'
  | 'names'
  | 'earlier-questions'
  | 'states'
  | 'findings'
  | 'earlier-answers'
  | 'log-text'
  | 'values';

type SentKind = ModelUsage['sent'][number];

/**
 * What each kind of text needs before it may leave the house: a data policy of the model that wide,
 * and an exposure that wide of every entity that it is of. `sentAs` is how the reader is told.
 *
 * An earlier answer may hold anything that an answer may hold, so it needs what the widest needs.
 */
const MATERIALS: Record<
  Material,
  { policy: DataPolicy; exposure: Exposure; sentAs: SentKind }
> = {
  question: { policy: 'none', exposure: 'none', sentAs: 'question' },
  documents: { policy: 'none', exposure: 'full', sentAs: 'documents' },
  names: { policy: 'metadata', exposure: 'metadata', sentAs: 'names' },
  'earlier-questions': {
    policy: 'metadata',
    exposure: 'metadata',
    sentAs: 'history',
  },
  states: { policy: 'metadata', exposure: 'metadata', sentAs: 'findings' },
  findings: { policy: 'metadata', exposure: 'full', sentAs: 'findings' },
  'earlier-answers': { policy: 'full', exposure: 'full', sentAs: 'history' },
  'log-text': { policy: 'full', exposure: 'full', sentAs: 'telemetry' },
  values: { policy: 'full', exposure: 'full', sentAs: 'telemetry' },
};

/** Both scales, narrow to wide. */
const WIDTH: Record<DataPolicy | Exposure, number> = {
  none: 0,
  metadata: 1,
  full: 2,
};

/** Order in which the reader is told. */
const SENT_ORDER: readonly SentKind[] = [
  'question',
  'history',
  'documents',
  'names',
  'findings',
  'telemetry',
];

/** Says of an entity what may be given to a model. */
export type ExposureOf = (entityRef: string) => Exposure;

/** Decides what may enter a prompt: the model's data policy and the exposure of entities, together. */
export class PromptPolicy {
  readonly #dataPolicy: DataPolicy;
  readonly #exposureOf: ExposureOf;

  constructor(options: { dataPolicy: DataPolicy; exposureOf: ExposureOf }) {
    this.#dataPolicy = options.dataPolicy;
    this.#exposureOf = options.exposureOf;
  }

  /** Whether text of this kind, of these entities, may be given to the model. */
  allows(material: Material, entityRefs: readonly string[]): boolean {
    const { policy, exposure } = MATERIALS[material];
    return (
      WIDTH[this.#dataPolicy] >= WIDTH[policy] &&
      entityRefs.every(ref => WIDTH[this.#exposureOf(ref)] >= WIDTH[exposure])
    );
  }
}

/** How the reader is told what left, without repetition. */
export function toSent(materials: Iterable<Material>): SentKind[] {
  const sent = new Set(
    [...materials].map(material => MATERIALS[material].sentAs),
  );
  return SENT_ORDER.filter(kind => sent.has(kind));
}
