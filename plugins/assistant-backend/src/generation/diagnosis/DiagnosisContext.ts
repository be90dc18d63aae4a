import type {
  Finding,
  FindingSubject,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { DisclosedDiagnosis } from '../../ask/diagnosis';
import type { Retrieval, Scope } from '../../ask/stages';
import type { AnswerBuilder } from '../AnswerBuilder';
import { EvidenceBook } from './EvidenceBook';
import { inlineText } from './inlineText';
import type { DiagnosisWords } from './words/DiagnosisWords';
import { TimeWords } from './words/TimeWords';
import { wordsOf } from './words/wordsOf';

/** A moment that lies further back is told with its time. */
const PAST_MS = 60_000;

export interface DiagnosisOptions {
  scope: Scope;
  diagnosis: DisclosedDiagnosis;
  /** What was found in the documents for the cause. */
  retrieval?: Retrieval;
  builder: AnswerBuilder;
}

/** What all parts of a diagnosed answer are written with. */
export interface DiagnosisContext extends DiagnosisOptions {
  words: DiagnosisWords;
  time: TimeWords;
  book: EvidenceBook;
  /** Active findings above `info` that nobody muted, new ones first. */
  alarms: readonly Finding[];
  /** Alarms that have been there for more than a day, while there are newer ones. */
  chronic: readonly Finding[];
  /** About a moment that has passed. */
  past: boolean;
}

export function createContext(options: DiagnosisOptions): DiagnosisContext {
  const { scope, diagnosis, builder } = options;
  const words = wordsOf(scope.language);
  const now = scope.askedAt ?? scope.asOf;
  const present = diagnosis.findings.filter(
    ({ state, severity }) =>
      (state === 'active' || state === 'acknowledged') && severity !== 'info',
  );
  const fresh = present.filter(({ chronic }) => !chronic);
  return {
    ...options,
    words,
    time: new TimeWords({
      language: scope.language,
      timeZone: scope.timeZone,
      now,
    }),
    book: new EvidenceBook({ builder, words }),
    alarms: fresh.length > 0 ? fresh : present,
    chronic: fresh.length > 0 ? present.filter(({ chronic }) => chronic) : [],
    past: now.getTime() - diagnosis.at.getTime() > PAST_MS,
  };
}

/** `checkout: container runs …` as a name and a phrase; both safe in a sentence. */
export function partsOfTitle(
  finding: Pick<Finding, 'title' | 'level' | 'subject'>,
): { name: string; phrase: string } {
  const { title, level } = finding;
  const [, name, phrase] = /^(.{1,120}?): (.+)$/s.exec(title) ?? [];
  return name && phrase
    ? {
        name: inlineText(name),
        phrase: inlineText(level === 'state' ? lowerFirst(phrase) : phrase),
      }
    : { name: nameOfSubject(finding.subject), phrase: inlineText(title) };
}

export function nameOfSubject({ entityTitle, name }: FindingSubject): string {
  return inlineText(entityTitle ?? name);
}

/** The name of a finding, with its environment if that is not the one that is asked about. */
export function nameOf(finding: Finding, { scope }: DiagnosisContext): string {
  const { name } = partsOfTitle(finding);
  const { environment } = finding.subject;
  return environment && scope.environment && environment !== scope.environment
    ? `${name} (${inlineText(environment)})`
    : name;
}

/** What the question is about, if it is one thing. */
export function askedName({ scope }: DiagnosisContext): string | undefined {
  return scope.entities.length === 1
    ? inlineText(scope.entities[0].title)
    : undefined;
}

export function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}

/** Names such as `HPA` and `PVC` keep their capitals. */
function lowerFirst(text: string): string {
  return /^\p{Lu}[\p{Ll} ]/u.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
