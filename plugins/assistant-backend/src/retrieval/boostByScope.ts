import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Scope } from '../ask/stages';
import { isGlossary } from '../text/isGlossary';
import type { FusedHit } from './fuseScores';

/** The asked entity's own pages, then those of what it depends on: enough to decide between equal pages, not to hide a better one. */
const ASKED_ENTITY = 0.15;
const NEIGHBOUR = 0.05;
/** Steps for who wants to do something, a definition for who wants to understand. */
const STEPS = 0.04;
const DEFINITION = 0.08;

const WANTS_STEPS: ReadonlySet<QuestionClass> = new Set(['how-to', 'diagnose']);

/** Adds what the scope knows to what the words say. */
export function boostByScope(hits: readonly FusedHit[], scope: Pick<Scope, 'entities' | 'questionClass'>): FusedHit[] {
  const asked = new Set(scope.entities.map(entity => entity.entityRef));
  const neighbours = new Set(scope.entities.flatMap(entity => entity.neighbourhood));
  const boostOf = (hit: FusedHit) => {
    let boost = 0;
    if (asked.has(hit.entityRef)) {
      boost += ASKED_ENTITY;
    } else if (neighbours.has(hit.entityRef)) {
      boost += NEIGHBOUR;
    }
    if (WANTS_STEPS.has(scope.questionClass)) {
      boost += hit.kind === 'steps' ? STEPS : 0;
    }
    if (scope.questionClass === 'explain' && isGlossary(hit)) {
      boost += DEFINITION;
    }
    return boost;
  };
  return hits
    .map(hit => ({ ...hit, score: hit.score + boostOf(hit) }))
    .sort((a, b) => b.score - a.score);
}
