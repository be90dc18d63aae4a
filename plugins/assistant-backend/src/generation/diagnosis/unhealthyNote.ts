import type { DisclosedDiagnosis } from '../../ask/diagnosis';
import type { Scope } from '../../ask/stages';
import type { AnswerBuilder } from '../AnswerBuilder';
import { createContext, nameOf, partsOfTitle } from './DiagnosisContext';

/** For a question about something else: one line, if what it names is in trouble right now. */
export function unhealthyNote(options: {
  scope: Scope;
  diagnosis: DisclosedDiagnosis;
  builder: AnswerBuilder;
}): void {
  const context = createContext(options);
  const [first] = context.alarms;
  if (first) {
    options.builder.restOn(
      first.subject.entityRef ? [first.subject.entityRef] : [],
    );
    options.builder.text(
      'note',
      context.words.needsAttentionNote({
        name: nameOf(first, context),
        phrase: partsOfTitle(first).phrase,
      }),
    );
  }
}
