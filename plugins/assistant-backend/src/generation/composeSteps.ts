import type { AnswerStep } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  AskedEntity,
  PlaceholderValues,
  Retrieval,
  Scope,
} from '../ask/stages';
import { sourceOf } from '../text/parseMarkdown';
import type { AnswerBuilder } from './AnswerBuilder';
import type { Runbook } from './findRunbook';
import { messagesOf } from './messages/messagesOf';
import { renderProse, renderSteps } from './renderSteps';

export interface StepsOptions {
  scope: Pick<Scope, 'language'>;
  retrieval: Pick<Retrieval, 'chunks'>;
  builder: AnswerBuilder;
  runbook: Runbook;
  /** Whose values fill the commands. */
  entity?: Pick<AskedEntity, 'title' | 'managedBy'>;
  values: PlaceholderValues;
  /** Where the commands act. */
  environment?: string;
  production: boolean;
  /** Heading of the card; the title of the page unless given. */
  title?: string;
}

/** The steps of a page with their commands filled in, and what to mind before running them. */
export function composeSteps(options: StepsOptions): void {
  const { scope, retrieval, builder, runbook, values } = options;
  const say = messagesOf(scope.language);
  const steps = renderSteps(runbook.steps, { values, builder });
  commandNotes(options, steps).forEach(note => builder.text('note', note));
  const [best] = retrieval.chunks;
  builder.steps({
    title: options.title ?? say.stepsTitle({ page: { title: best.title } }),
    page: best,
    steps,
  });
  const { section } = runbook.steps[0];
  const warnings = section.nodes
    .filter(node => node.type === 'blockquote')
    .map(node =>
      renderProse(sourceOf(node, section.source), {
        values,
        page: section.chunk,
      }),
    );
  if (warnings.length > 0) {
    builder.text(
      'body',
      `${say.mind()}${builder.cite(section.chunk)}\n\n${warnings.join('\n\n')}`,
    );
  }
}

/** Undoing by hand what a tool manages: the tool would take it back, or loses track. */
const IMPERATIVE =
  /rollout undo|\bset image\b|\bkubectl\b.*\b(?:scale|patch|edit|delete|apply|annotate)\b|argocd app rollback|helm\b.*\brollback\b|revert/;

function commandNotes(
  { scope, entity, values, environment, production }: StepsOptions,
  steps: readonly AnswerStep[],
): string[] {
  const say = messagesOf(scope.language);
  const notes: string[] = [];
  const code = steps
    .flatMap(step => [step.text, ...step.commands.map(command => command.code)])
    .join('\n');
  const hasCommands = steps.some(step => step.commands.length > 0);
  if (hasCommands && environment && production) {
    notes.push(
      say.production({ environment, context: values.get('cluster-context') }),
    );
  }
  if (entity?.managedBy && IMPERATIVE.test(code)) {
    notes.push(say.managed({ by: entity.managedBy, entity: entity.title }));
  }
  const missing = [
    ...new Set(
      steps.flatMap(step => step.commands.flatMap(command => command.missing)),
    ),
  ];
  if (missing.length > 0) {
    notes.push(say.missing({ names: missing }));
  }
  return notes;
}
