import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Scope } from '../ask/stages';
import { findDefinitions } from '../text/findDefinitions';
import { isGlossary } from '../text/isGlossary';
import type { FusedHit } from './fuseScores';

/** The asked entity's own pages, then those of what it depends on: enough to decide between equal pages, not to hide a better one. */
const ASKED_ENTITY = 0.15;
const NEIGHBOUR = 0.05;
/** Steps for who wants to do something. */
const STEPS = 0.04;
/** For who wants to understand: a glossary, and above all one that has the very term. */
const GLOSSARY = 0.08;
const DEFINITION = 0.5;

const WANTS_STEPS: ReadonlySet<QuestionClass> = new Set(['how-to', 'diagnose']);

/** Adds what the scope knows to what the words say. */
export function boostByScope(
  hits: readonly FusedHit[],
  scope: Pick<Scope, 'entities' | 'questionClass' | 'searchText'>,
): FusedHit[] {
  const asked = new Set(scope.entities.map(entity => entity.entityRef));
  const neighbours = new Set(
    scope.entities.flatMap(entity => entity.neighbourhood),
  );
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
      boost +=
        GLOSSARY +
        (findDefinitions([hit], scope.searchText).length > 0 ? DEFINITION : 0);
    }
    return boost;
  };
  return hits
    .map(hit => ({ ...hit, score: hit.score + boostOf(hit) }))
    .sort((a, b) => b.score - a.score);
}
