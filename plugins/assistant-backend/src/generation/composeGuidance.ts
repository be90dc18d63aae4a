import type { AskedEntity, PlaceholderValues } from '../ask/stages';
import { neutralizeMarkdown } from '../text/neutralizeMarkdown';
import { pageLanguage } from '../text/pageLanguage';
import type { ComposeOptions } from './composeEvidenceAnswer';
import { composeSteps } from './composeSteps';
import { entityOfPage, nameOf } from './entityOfPage';
import { findRunbook, type Runbook } from './findRunbook';
import { generalNotes } from './generalNotes';
import { liveQuestionOf } from './liveQuestion';
import { messagesOf, type NamedPage } from './messages/messagesOf';
import { renderSection } from './renderSection';
import { supportingText } from './supportingText';
import { suggestFollowUps } from './suggestFollowUps';

interface GuidanceOptions extends ComposeOptions {
  runbook: Runbook;
  /** Whose values fill the commands. */
  entity?: AskedEntity;
  values: PlaceholderValues;
}

/** Verdict, what to check first, the steps; behind them when to call for help and what else is known. */
export function composeGuidance(options: ComposeOptions): void {
  const { scope, retrieval } = options;
  const entity = entityOfPage(retrieval.bestDocument, scope);
  const runbook = findRunbook(retrieval, {
    question: scope.searchText,
    managedBy: entity?.managedBy,
  });
  const guidance = {
    ...options,
    runbook,
    entity,
    values: entity?.placeholders ?? new Map<string, string>(),
  };
  composeVerdict(guidance);
  if (runbook.steps.length > 0) {
    composeProcedure(guidance);
  } else {
    composeExcerpt(guidance);
  }
  composeRest(guidance);
}

function composeVerdict({
  scope,
  retrieval,
  builder,
  runbook,
  liveGap: reason = 'not-connected',
}: GuidanceOptions): void {
  const say = messagesOf(scope.language);
  const best = retrieval.chunks[0];
  const owner =
    scope.entities.find(entity => entity.entityRef === best.entityRef)?.title ??
    nameOf(best.entityRef);
  const page: NamedPage = { title: neutralizeMarkdown(best.title), owner };
  const live = liveQuestionOf(scope.questionClass);
  const cite = builder.cite(runbook.steps[0]?.section.chunk ?? best);
  if (live && live !== 'diagnose') {
    builder.text(
      'verdict',
      say.liveUnknown({
        question: live,
        entity: scope.entities[0]?.title,
        reason,
      }),
    );
    builder.text('body', say.byHand({ page, cite }));
  } else {
    const { length: steps } = runbook.steps;
    builder.text(
      'verdict',
      steps > 0
        ? say.runbook({ page, steps, cite })
        : say.pageOnly({ page, cite }),
    );
  }
  if (live === 'diagnose') {
    builder.text('note', say.liveNote({ reason }));
  }
  if (pageLanguage(best) !== scope.language) {
    builder.text('note', say.otherLanguage({ page: pageLanguage(best) }));
  }
}

/** What to look at before the steps, and the steps. */
function composeProcedure(options: GuidanceOptions): void {
  const { scope, builder, runbook, values } = options;
  const { environment } = scope;
  if (runbook.checkFirst) {
    const text = renderSection(runbook.checkFirst, { values, maxLength: 900 });
    builder.text(
      'body',
      `${messagesOf(scope.language).checkFirst()}${builder.cite(
        runbook.checkFirst.chunk,
      )}\n\n${text}`,
    );
  }
  composeSteps({
    ...options,
    environment,
    production: environment !== undefined && PRODUCTION.test(environment),
  });
}

/** A page without steps: the section that was found. */
function composeExcerpt({
  retrieval,
  builder,
  runbook,
  values,
}: GuidanceOptions): void {
  const best = retrieval.chunks[0];
  const path = best.headingPath.join('\u0000');
  const section =
    runbook.sections.find(
      candidate => candidate.headingPath.join('\u0000') === path,
    ) ?? runbook.sections[0];
  if (section) {
    const text = renderSection(section, { values, maxLength: 1_200 });
    builder.text(
      'body',
      `**${neutralizeMarkdown(section.heading)}**${builder.cite(
        best,
      )}\n\n${text}`,
    );
  }
}

function composeRest(options: GuidanceOptions): void {
  const { scope, retrieval, builder, runbook, values } = options;
  const say = messagesOf(scope.language);
  if (runbook.escalate) {
    const text = renderSection(runbook.escalate, { values, maxLength: 600 });
    builder.text(
      'body',
      `${say.escalate()}${builder.cite(runbook.escalate.chunk)}\n\n${text}`,
    );
  }
  builder.text(
    'body',
    supportingText({ ...options, except: [retrieval.chunks[0].documentId] }),
  );
  generalNotes(scope, retrieval).forEach(note => builder.text('note', note));
  builder.suggestions(
    suggestFollowUps(scope, retrieval, {
      escalates: runbook.escalate !== undefined,
    }),
  );
}

const PRODUCTION = /^prod(?:uction)?$/i;
