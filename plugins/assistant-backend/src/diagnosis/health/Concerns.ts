import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { refKey } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { discloseFinding } from '../disclose/discloseFinding';
import type { Viewer } from '../disclose/Viewer';
import { judgedOf } from '../holders/withHolders';
import type { StoredFinding } from '../ports';

/** What of the findings concerns one entity, cut to the reader. */
export interface Concern {
  /** In the order in which they were given; first those about the entity itself. */
  findings: Finding[];
  /** Something is wrong here whose cause the reader may not know. */
  causeOutside: boolean;
}

/**
 * Findings by the entities that they concern, as cause or as victim. Cut once, however many entities
 * are looked at.
 */
export class Concerns {
  readonly #byEntity = new Map<string, Concern>();
  readonly #disclosed = new Map<string, Finding | undefined>();

  constructor(findings: readonly StoredFinding[], viewer: Viewer) {
    for (const role of ['subject', 'victim'] as const) {
      for (const stored of findings) {
        this.#add(stored, role, viewer);
      }
    }
  }

  of(entityRef: string): Concern {
    return (
      this.#byEntity.get(entityRef) ?? { findings: [], causeOutside: false }
    );
  }

  #add(stored: StoredFinding, role: 'subject' | 'victim', viewer: Viewer) {
    const refs = entitiesOf(stored, role).filter(
      ref => viewer.asker.levelOf(ref) !== 'none',
    );
    if (refs.length === 0) {
      return;
    }
    const { id } = stored.finding;
    if (!this.#disclosed.has(id)) {
      this.#disclosed.set(id, discloseFinding(stored, viewer));
    }
    const finding = this.#disclosed.get(id);
    for (const ref of refs) {
      const concern = this.of(ref);
      this.#byEntity.set(ref, concern);
      if (!finding) {
        concern.causeOutside ||= isAlarm({
          state: stored.state,
          severity: stored.finding.severity,
        });
      } else if (!concern.findings.includes(finding)) {
        concern.findings.push(finding);
      }
    }
  }
}

function entitiesOf(
  stored: StoredFinding,
  role: 'subject' | 'victim',
): string[] {
  const { subject, victims, holders } = judgedOf(stored.finding);
  const refs = (role === 'subject' ? [subject] : victims).flatMap(one => [
    ...(one.entityRef === undefined ? [] : [one.entityRef]),
    ...(holders[refKey(one)]?.entityRefs ?? []),
  ]);
  return [...new Set(refs)];
}

/** Not muted, not over, and more than a remark. */
export function isAlarm({
  state,
  severity,
}: Pick<Finding, 'state' | 'severity'>): boolean {
  return (
    (state === 'active' || state === 'acknowledged') && severity !== 'info'
  );
}
