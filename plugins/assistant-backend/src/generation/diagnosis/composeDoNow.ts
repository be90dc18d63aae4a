import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AskedEntity } from '../../ask/stages';
import { composeSteps } from '../composeSteps';

import { entityOfPage, nameOf as nameOfRef } from '../entityOfPage';
import { findRunbook } from '../findRunbook';
import type { DiagnosisContext } from './DiagnosisContext';
import { findingValues } from './findingValues';
import { inlineText } from './inlineText';
import { renderChecks } from './renderChecks';
import { runbookAddressOf } from '../../citation/runbookAddress';

const CHECKS = 2;

/** What to do now: the steps of the runbook for this cause, else the checks that lead on. */
export function composeDoNow(
  finding: Finding,
  context: DiagnosisContext,
): void {
  const { words, builder, book } = context;
  const entity = entityOfFinding(finding, context);
  const values = findingValues(finding, {
    entity,
    environment: context.scope.environment,
  });
  const address = runbookAddressOf(context.alarms);
  const found = composeRunbook(finding, context, entity);
  if (address && !found.fromAlert) {
    builder.text(
      'body',
      words.runbookOfAlert({
        address: `\`${inlineText(address.url).replace(/[`\\]/g, '')}\``,
        cite: book.marks([address.evidenceId]),
      }),
    );
  }
  const provable = finding.confidence !== 'possible';
  const checks = finding.nextChecks.slice(0, CHECKS);
  if (checks.length > 0 && (!found.steps || !provable)) {
    builder.text(
      'body',
      `${provable ? words.checkNext() : words.settle()}\n\n${renderChecks(
        checks,
        values,
      )}`,
    );
  }
}

function composeRunbook(
  finding: Finding,
  context: DiagnosisContext,
  entity: AskedEntity,
): { steps: boolean; fromAlert: boolean } {
  const { retrieval, scope, builder, words } = context;
  if (!retrieval?.answered || retrieval.chunks.length === 0) {
    return { steps: false, fromAlert: false };
  }
  const [best] = retrieval.chunks;
  const fromAlert = retrieval.ofAlert === true;
  // a page of another service would be filled in with this one's names
  const fits = entityOfPage(retrieval.bestDocument, { entities: [entity] });
  const runbook = findRunbook(retrieval, {
    question: `${finding.title} ${scope.searchText}`,
    managedBy: entity.managedBy,
  });
  if (runbook.steps.length === 0) {
    return { steps: false, fromAlert: false };
  }
  composeSteps({
    scope,
    retrieval: { chunks: [best] },
    builder,
    runbook,
    entity,
    values: fits
      ? findingValues(finding, { entity, environment: scope.environment })
      : new Map(),
    environment: finding.subject.environment,
    production: finding.production,
    title: words.doNow().replace(/\*/g, ''),
  });
  return { steps: true, fromAlert };
}

/** The entity of the cause, as the scope knows it or as the finding tells it. */
function entityOfFinding(
  { subject, level }: Finding,
  { scope }: DiagnosisContext,
): AskedEntity {
  const ref = subject.entityRef;
  return (
    scope.entities.find(({ entityRef }) => entityRef === ref) ?? {
      entityRef: ref ?? '',
      title: subject.entityTitle ?? (ref ? nameOfRef(ref) : subject.name),
      kind: ref?.split(':')[0] ?? subject.kind,
      level,
      placeholders: new Map(),
      neighbourhood: [],
    }
  );
}
