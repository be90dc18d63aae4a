import type { AskedEntity } from '../../ask/stages';

export type ManagedBy = NonNullable<AskedEntity['managedBy']>;

/** A page as a sentence names it. */
export interface NamedPage {
  title: string;
  /** The entity it belongs to, by its title. */
  owner?: string;
}

/** What cannot be read without a telemetry base. */
export type LiveQuestion = 'state' | 'what-changed' | 'metric' | 'diagnose';

/** Why nothing is known of the live state. */
export type LiveGap = 'not-connected' | 'not-answering' | 'nothing-recorded';

/** Every sentence that an answer without a model is made of. Markdown; short; no exclamation marks, no "I". */
export interface Messages {
  language: 'en' | 'ru';
  runbook(options: { page: NamedPage; steps: number; cite: string }): string;
  pageOnly(options: { page: NamedPage; cite: string }): string;
  liveUnknown(options: {
    question: LiveQuestion;
    entity?: string;
    reason: LiveGap;
  }): string;
  liveNote(options: { reason: LiveGap }): string;
  byHand(options: { page: NamedPage; cite: string }): string;
  checkFirst(): string;
  mind(): string;
  escalate(): string;
  related(): string;
  otherLanguage(options: { page: 'en' | 'ru' }): string;
  production(options: { environment: string; context?: string }): string;
  managed(options: { by: ManagedBy; entity: string }): string;
  missing(options: { names: readonly string[] }): string;
  unknownEntity(): string;
  ownsNothing(): string;
  denseFilling(): string;
  unknown(): string;
  searched(options: {
    entities: readonly string[];
    builtAt?: string;
    generation?: number;
  }): string;
  nearest(): string;
  whatNow(options: { entity?: string }): string;
  smallTalk(): string;
  outOfScope(): string;
  stepsTitle(options: { page: NamedPage }): string;
  suggestSteps(options: { page: string }): string;
  suggestPage(options: { page: string }): string;
  suggestEscalation(options: { page: string }): string;
  suggestGeneral(): readonly string[];
  modelFailed(): string;
  modelRemedy(): string;
  modelIncomplete(): string;
  unsupported(): string;
}
