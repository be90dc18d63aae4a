import type {
  Finding,
  FindingHandlingRequest,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { ResolvedAsker } from '../access';
import { discloseFinding } from './disclose/discloseFinding';
import type { DisclosureOptions } from './disclose/Viewer';
import type { FindingReader } from './FindingReader';
import type { FindingStore } from './ports';

export interface FindingHandlingOptions {
  store: Pick<FindingStore, 'get' | 'handle'>;
  findings: FindingReader;
  disclosure: DisclosureOptions;
  now: () => number;
}

/** Lets people who see a finding in full acknowledge or mute it, or tell its true cause. */
export class FindingHandling {
  readonly #options: FindingHandlingOptions;

  constructor(options: FindingHandlingOptions) {
    this.#options = options;
  }

  /** That a finding is unknown and that it may not be known of is the same answer. */
  async handle(
    { asker, snapshot }: ResolvedAsker,
    options: {
      id: string;
      request: FindingHandlingRequest;
      language: Language;
    },
  ): Promise<Finding | 'unknown' | 'forbidden'> {
    const { store, findings, disclosure, now } = this.#options;
    const { id, request, language } = options;
    const viewer = { ...disclosure, asker, catalog: snapshot, language };
    const stored = await store.get(id, { now: now() });
    const finding = stored && discloseFinding(stored, viewer);
    if (!finding) {
      return 'unknown';
    }
    if (finding.level !== 'full') {
      return 'forbidden';
    }
    const handled = await store.handle({
      id,
      by: asker.userRef,
      now: now(),
      request,
    });
    findings.forget();
    return discloseFinding(handled, viewer) ?? 'unknown';
  }
}
