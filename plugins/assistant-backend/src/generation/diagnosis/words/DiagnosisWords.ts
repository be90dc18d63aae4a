import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { ReadChange } from './readChange';
import type { Trouble } from './troubles';

/** What the first sentence of a diagnosis is made of; names and phrases are safe Markdown. */
export interface VerdictParts {
  name: string;
  trouble: Trouble;
  /** The cause in words, `container runs out of memory (OOMKilled), limit 512Mi`. */
  phrase: string;
  since?: string;
  change?: ReadChange & {
    /** Clock time of the change. */
    at: string;
    /** "two minutes": from the change to the fault; absent below a minute. */
    before?: string;
    /** How the change lies to the fault. */
    order: 'before' | 'around' | 'after';
  };
  cite: string;
}

/** How much was looked at. */
export interface Looked {
  workloads: number;
  pods: number;
  series: number;
  logTemplates: number;
  /** Age of the newest record, for questions about now. */
  newest?: string;
}

/** Every sentence of an answer that rests on telemetry. Markdown; short; no exclamation marks, no "I". */
export interface DiagnosisWords {
  verdict(parts: VerdictParts): string;
  independently(options: { verdict: string }): string;
  notItself(options: { names: readonly string[] }): string;
  ended(options: {
    name: string;
    phrase: string;
    from?: string;
    to?: string;
  }): string;
  asOf(options: { at: string }): string;
  detailsForOwners(options: { name: string }): string;
  outside(options: { name?: string }): string;
  alsoOutside(): string;
  notProvable(options: { name?: string; best?: string; cite: string }): string;
  healthy(options: { names: readonly string[]; total: number }): string;
  looked(looked: Looked): string;
  unknownHealth(options: { name?: string }): string;
  needAttention(options: { count: number; total: number }): string;
  healthRow(options: {
    name: string;
    phrase?: string;
    since?: string;
    more: number;
  }): string;
  healthRest(options: { healthy: number; unknown: number }): string;
  gap(options: { source: string; from: string; to?: string }): string;
  gapProvesNothing(): string;

  doNow(): string;
  checkNext(): string;
  settle(): string;
  runbookOfAlert(options: { address: string; cite: string }): string;
  why(options: { reason: string; more: number; cite: string }): string;
  changed(options: { at: string; detail: string; cite: string }): string;
  nothingChanged(): string;
  affected(options: { names: readonly string[]; withheld: number }): string;
  ruledOut(options: { items: readonly string[] }): string;
  sure(options: { confidence: Finding['confidence']; reasons: number }): string;
  handled(options: {
    name: string;
    state: 'acknowledged' | 'muted';
    by: string;
    until?: string;
  }): string;
  chronic(options: { names: readonly string[] }): string;

  changes(options: {
    name?: string;
    count: number;
    from: string;
    to: string;
    newest?: string;
  }): string;
  suspectLead(options: { at: string; suspect: string }): string;
  suspect(options: { name: string; before?: string }): string;
  more(options: { count: number }): string;
  logs(options: {
    name?: string;
    templates: number;
    lines: number;
    errors: number;
  }): string;
  noLogs(options: { name?: string; from: string; to: string }): string;
  template(options: {
    count: number;
    severity: string;
    last: string;
    cite: string;
  }): string;
  newestLine(options: { at: string; pod?: string }): string;
  exception(options: { exception: string }): string;
  sinceWhen(options: {
    name: string;
    since: string;
    age: string;
    phrase: string;
    cite: string;
  }): string;
  sinceUnknown(options: {
    name: string;
    phrase: string;
    first: string;
    cite: string;
  }): string;
  nothingSince(options: { name?: string }): string;
  charts(options: { count: number; name?: string }): string;
  noCharts(options: { name?: string; from: string; to: string }): string;
  chartLine(options: {
    title: string;
    now: string;
    low?: string;
    high?: string;
    unusual: boolean;
  }): string;

  needsAttentionNote(options: { name: string; phrase: string }): string;
  evidenceTitle(source: Finding['evidence'][number]['source']): string;

  askSince(): string;
  askLogs(options: { name: string }): string;
  askChanged(options: { name: string }): string;
  askChangedLately(options: { name: string }): string;
  askWhy(options: { name: string }): string;
  askRelated(options: { name: string }): string;
}
