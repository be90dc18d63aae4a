import type { NamedEntity } from '@smart-assistant/backstage-plugin-assistant-common';
import type { DisclosedDiagnosis } from '../ask/diagnosis';
import type { LiveState } from '../ask/ports';
import type { EvidenceAnswer, Retrieval, Scope } from '../ask/stages';
import { AnswerBuilder } from './AnswerBuilder';
import { composeExplanation } from './composeExplanation';
import { composeGuidance } from './composeGuidance';
import { composeUnknown } from './composeUnknown';
import { composeDiagnosis } from './diagnosis/composeDiagnosis';
import { unhealthyNote } from './diagnosis/unhealthyNote';
import { liveQuestionOf } from './liveQuestion';
import { findDefinitions } from '../text/findDefinitions';
import { type LiveGap, messagesOf } from './messages/messagesOf';
import { suggestFollowUps } from './suggestFollowUps';

export interface ComposeOptions {
  scope: Scope;
  retrieval: Retrieval;
  builder: AnswerBuilder;
  /** Why nothing is known of the live state; it is not connected unless said otherwise. */
  liveGap?: LiveGap;
}

/**
 * Writes the answer without a model, from what was found: pure, so that the same question on the
 * same version of the base gives the same words.
 *
 * `retrieval` is absent for a question that no page is searched for: small talk, or out of scope, and
 * for a diagnosis whose documents could not be read.
 */
export function composeEvidenceAnswer(
  scope: Scope,
  retrieval?: Retrieval,
  live: LiveState = {},
): EvidenceAnswer {
  const say = messagesOf(scope.language);
  const builder = new AnswerBuilder({ entities: namedEntities(scope) });
  const { diagnosis } = live;
  if (
    diagnosis &&
    tellsSomething(diagnosis) &&
    liveQuestionOf(scope.questionClass)
  ) {
    composeDiagnosis({ scope, diagnosis, retrieval, builder });
    return builder.build();
  }
  if (
    scope.questionClass === 'small-talk' ||
    scope.questionClass === 'out-of-scope' ||
    !retrieval
  ) {
    const text =
      scope.questionClass === 'out-of-scope'
        ? say.outOfScope()
        : say.smallTalk();
    return builder
      .text('verdict', text)
      .suggestions(suggestFollowUps(scope, undefined))
      .build();
  }
  const options = { scope, retrieval, builder, liveGap: gapOf(live) };
  if (!retrieval.answered && !definesTerm(scope, retrieval)) {
    composeUnknown(options);
  } else if (scope.questionClass === 'explain') {
    composeExplanation(options);
  } else {
    composeGuidance(options);
  }
  if (diagnosis && scope.entities.length > 0) {
    unhealthyNote({ scope, diagnosis, builder });
  }
  return builder.build();
}

/** Whether anything at all is known of what was asked about. */
function tellsSomething(diagnosis: DisclosedDiagnosis): boolean {
  const { findings, causeOutside, health, changes, logs, charts } = diagnosis;
  return (
    causeOutside ||
    health.some(({ state }) => state !== 'unknown') ||
    [findings, changes, logs, charts].some(list => list.length > 0)
  );
}

function gapOf({ diagnosis, failed }: LiveState): LiveGap {
  if (failed || (diagnosis && diagnosis.gaps.length > 0)) {
    return 'not-answering';
  }
  return diagnosis ? 'nothing-recorded' : 'not-connected';
}

/** A short question for a term has few words to be sure by; a glossary entry of just that name is sure enough. */
function definesTerm(scope: Scope, retrieval: Retrieval): boolean {
  return (
    scope.questionClass === 'explain' &&
    findDefinitions(retrieval.chunks, scope.question).length > 0
  );
}

function namedEntities(scope: Scope): NamedEntity[] {
  return scope.entities.map(({ entityRef, title }) => ({ entityRef, title }));
}
