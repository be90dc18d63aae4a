import { findRunbook } from './findRunbook';
import { pageOf, retrievalOf } from './testUtils/demoPages';

const STEPS = (name: string) => `1. ${name} first.\n2. ${name} second.`;

function find(
  markdown: string,
  options: {
    question?: string;
    managedBy?: 'argocd' | 'helm' | 'flux';
    score?: (heading: string) => number;
  } = {},
) {
  const { question = 'What to do?', managedBy, score = () => 0.5 } = options;
  const page = pageOf(markdown, { path: 'checkout/docs/page.md' }).map(
    chunk => ({ ...chunk, score: score(chunk.headingPath.at(-1) ?? '') }),
  );
  const runbook = findRunbook(retrievalOf([page]), { question, managedBy });
  return {
    steps: runbook.steps.map(({ text }) => text),
    checkFirst: runbook.checkFirst?.heading,
    escalate: runbook.escalate?.heading,
  };
}

describe('findRunbook', () => {
  it.each([
    ['Check first', 'Steps', 'Escalate'],
    ['Сначала', 'Что делать', 'Когда звать на помощь'],
    ['Triage', 'Procedure', 'When to call for help'],
  ])('knows its parts by their headings: %s', (check, act, escalate) => {
    expect(
      find(
        `# Page\n\n## ${check}\n\n${STEPS('Check')}\n\n## ${act}\n\n${STEPS(
          'Act',
        )}\n\n## ${escalate}\n\n${STEPS('Call')}\n`,
      ),
    ).toEqual({
      steps: ['Act first.', 'Act second.'],
      checkFirst: check,
      escalate,
    });
  });

  it.each(['After recovery', 'Do not', 'Чего не делать', 'Follow-up'])(
    'does not tell people to do what stands under "%s"',
    heading => {
      expect(
        find(`# Page\n\n## ${heading}\n\n${STEPS('Aside')}\n`).steps,
      ).toEqual([]);
    },
  );

  it('prefers the list that was found, and else the words of the question', () => {
    const page = `# Page\n\n## Restart workers\n\n${STEPS(
      'Restart',
    )}\n\n## Drain the queue\n\n${STEPS('Drain')}\n`;
    expect(find(page, { question: 'How do I drain the queue?' }).steps[0]).toBe(
      'Drain first.',
    );
    expect(
      find(page, {
        question: 'How do I drain the queue?',
        score: heading => (heading === 'Restart workers' ? 0.95 : 0),
      }).steps[0],
    ).toBe('Restart first.');
  });

  it('takes the list of the tool that manages the workload', () => {
    const page = `# Page\n\n## With Helm\n\n${STEPS(
      'Helm',
    )}\n\n## With Argo CD\n\n${STEPS('Argo')}\n`;
    expect(find(page, { managedBy: 'argocd' }).steps[0]).toBe('Argo first.');
    expect(find(page, { managedBy: 'helm' }).steps[0]).toBe('Helm first.');
  });

  it('reads steps that are headings before any list', () => {
    expect(
      find(
        `# Page\n\n## Step 1. Look\n\n${STEPS(
          'Inner',
        )}\n\n## Step 2. Act\n\nDo.\n`,
      ).steps,
    ).toEqual([expect.stringMatching(/^\*\*Look\*\*/), '**Act**\n\nDo.']);
  });
});
