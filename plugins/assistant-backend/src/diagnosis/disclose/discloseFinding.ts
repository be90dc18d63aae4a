import type {
  Finding as DisclosedFinding,
  FindingEvidence,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type Evidence,
  type ResourceRef,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosureLevel } from '../../ask/stages';
import { levelOfHolder } from '../holders/Holder';
import { type JudgedFinding, judgedOf } from '../holders/withHolders';
import type { StoredFinding } from '../ports';
import { linkTo } from '../SourceLinks';
import { diagnosisMessages } from '../wording/messages';
import { discloseSubject, visibleEntityOf } from './discloseSubject';
import { type Viewer, titleOf } from './Viewer';

const iso = (time: number) => new Date(time).toISOString();

/** How much the reader may see of an object that a finding speaks of. */
export function levelOfRef(
  finding: JudgedFinding,
  ref: ResourceRef,
  viewer: Viewer,
): DisclosureLevel {
  return levelOfHolder(finding.holders[refKey(ref)], viewer);
}

/**
 * A finding cut to what one person may see, in their language; nothing if they may not know of it.
 *
 * `full`: what it says of things that the person sees in full; sentences and evidence that speak of
 * others are left out. `state`: its object, the name of the cause and times, without any value.
 */
export function discloseFinding(
  stored: StoredFinding,
  viewer: Viewer,
): DisclosedFinding | undefined {
  const finding = judgedOf(stored.finding);
  const level = levelOfRef(finding, finding.subject, viewer);
  if (level === 'none') {
    return undefined;
  }
  const common = factsOf(stored, finding, level, viewer);
  return level === 'full'
    ? {
        ...common,
        level,
        title: finding.title[viewer.language],
        ...detailsOf(finding, viewer),
      }
    : {
        ...common,
        level,
        title: plainTitle(finding, viewer),
        reasons: [],
        evidence: [],
        victims: [],
        withheldVictims: 0,
        ruledOut: [],
        nextChecks: [],
      };
}

/** What is told at both levels. */
function factsOf(
  stored: StoredFinding,
  finding: JudgedFinding,
  level: 'full' | 'state',
  viewer: Viewer,
) {
  const { subject } = finding;
  const { handling } = stored;
  return {
    id: finding.id,
    cause: finding.cause,
    severity: finding.severity,
    subject: discloseSubject(subject, {
      level,
      holder: finding.holders[refKey(subject)],
      viewer,
    }),
    production: viewer.production.includes(subject.environment),
    state: stored.state,
    chronic: stored.chronic,
    ...(finding.since === undefined ? {} : { since: iso(finding.since) }),
    firstSeen: iso(stored.firstSeen),
    lastSeen: iso(stored.lastSeen),
    ...(stored.resolvedAt === undefined
      ? {}
      : { resolvedAt: iso(stored.resolvedAt) }),
    confidence: finding.confidence,
    ...(handling && {
      handling: {
        by: handling.by,
        at: iso(handling.at),
        ...(handling.until === undefined ? {} : { until: iso(handling.until) }),
        // people write names and figures into reasons
        ...(level === 'full' && handling.reason !== undefined
          ? { reason: handling.reason }
          : {}),
      },
    }),
  };
}

/** Name and cause, with no value of either. */
export function plainTitle(finding: JudgedFinding, viewer: Viewer): string {
  const { subject, cause } = finding;
  const entityRef = visibleEntityOf(
    subject,
    finding.holders[refKey(subject)],
    viewer,
  );
  const name = entityRef ? titleOf(entityRef, viewer) : subject.name;
  const { language, causes } = viewer;
  const title =
    causes.get(cause)?.[language] ?? diagnosisMessages[language].unknownCause;
  return `${name}: ${title}`;
}

function detailsOf(finding: JudgedFinding, viewer: Viewer) {
  const { language } = viewer;
  const isFull = (ref: ResourceRef) =>
    levelOfRef(finding, ref, viewer) === 'full';
  const seesAll = (keys: readonly string[] | undefined) =>
    (keys ?? []).every(
      key => levelOfHolder(finding.holders[key], viewer) === 'full',
    );
  const evidence = finding.evidence.filter(one => isFull(one.subject));
  const known = new Set(evidence.map(({ id }) => id));
  const change = finding.change;
  return {
    evidence: evidence.map(one => tellEvidence(one, finding, viewer)),
    // a reason goes with its evidence, and with what it names
    reasons: finding.reasons
      .filter(
        ({ evidence: ids }, index) =>
          ids.every(id => known.has(id)) &&
          seesAll(finding.mentions.reasons[index]),
      )
      .map(({ text, evidence: ids }) => ({
        text: text[language],
        evidence: [...ids],
      })),
    ...victimsOf(finding, viewer),
    // they fill the commands of a runbook
    values: { ...finding.values },
    ...(change && isFull(change.subject)
      ? {
          change: {
            at: iso(change.at),
            kind: change.kind,
            text: change.text[language],
            detail: change.detail[language],
            evidenceId: change.id,
          },
        }
      : {}),
    ruledOut: finding.ruledOut
      .filter((_, index) => seesAll(finding.mentions.ruledOut[index]))
      .map(text => text[language]),
    nextChecks: finding.nextChecks
      .filter((_, index) => seesAll(finding.mentions.nextChecks[index]))
      .map(({ text, command }) => ({
        text: text[language],
        ...(command === undefined ? {} : { command }),
      })),
  };
}

/**
 * Victims by name, for who suffers belongs to the state that a reader may know; what belongs to no
 * entity is only counted below `full`.
 */
function victimsOf(finding: JudgedFinding, viewer: Viewer) {
  const own = new Set(finding.holders[refKey(finding.subject)]?.entityRefs);
  const seen = finding.victims
    // a service of the ill thing itself is no victim of its own
    .filter(victim => {
      const refs = finding.holders[refKey(victim)]?.entityRefs ?? [];
      return refs.length === 0 || !refs.every(ref => own.has(ref));
    })
    .flatMap(victim => {
      const level = levelOfRef(finding, victim, viewer);
      const holder = finding.holders[refKey(victim)];
      return level === 'none'
        ? []
        : [{ level, told: discloseSubject(victim, { level, holder, viewer }) }];
    });
  const isNamed = ({ level, told }: (typeof seen)[number]) =>
    level === 'full' || told.entityRef !== undefined;
  return {
    victims: seen.filter(isNamed).map(({ told }) => told),
    withheldVictims: seen.filter(one => !isNamed(one)).length,
  };
}

function tellEvidence(
  { id, source, at, text, subject }: Evidence,
  { queries }: JudgedFinding,
  { language, links }: Viewer,
): FindingEvidence {
  const query = queries[id];
  const sourceUrl = linkTo(
    { source, at, subject },
    { templates: links, ...(query === undefined ? {} : { query }) },
  );
  return {
    id,
    source,
    at: iso(at),
    text: text[language],
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
  };
}
