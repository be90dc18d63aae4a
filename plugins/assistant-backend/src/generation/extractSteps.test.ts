import { stepsOfHeadings, stepsOfSection } from './extractSteps';
import { readPage } from './readPage';
import { pageOf } from './testUtils/demoPages';

const sectionsOf = (markdown: string) =>
  readPage(pageOf(markdown, { path: 'checkout/docs/page.md' }));
const stepsOf = (markdown: string) =>
  stepsOfSection(sectionsOf(`# Page\n\n## Act\n\n${markdown}`)[0]);
const numbered = (count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, i) => `${i + from}. Do thing number ${i + from}.`,
  ).join('\n');

describe('stepsOfSection', () => {
  it('takes commands out of the text, in order, with their language', () => {
    const [first, second] = stepsOf(
      [
        '1. Look at the pods:',
        '',
        '   ```Bash',
        '   kubectl get pods',
        '   ```',
        '',
        '   Wait for all of them.',
        '',
        '   ```',
        '   NAME  READY',
        '   ```',
        '2. Roll back.',
      ].join('\n'),
    );
    expect(first).toMatchObject({
      text: 'Look at the pods:\n\nWait for all of them.',
      blocks: [
        { language: 'bash', code: 'kubectl get pods' },
        { language: '', code: 'NAME  READY' },
      ],
    });
    expect(second).toMatchObject({ text: 'Roll back.', blocks: [] });
  });

  it.each([
    ['bullets', '- one\n- two\n- three'],
    ['a single number', '1. Only this.'],
    ['prose', 'First do this, then that.'],
  ])('sees no steps in %s', (_, markdown) => {
    expect(stepsOf(markdown)).toEqual([]);
  });

  it('takes the longest of several lists', () => {
    const steps = stepsOf(
      `${numbered(2)}\n\nBetween.\n\n1. Alpha\n2. Beta\n3. Gamma`,
    );
    expect(steps.map(({ text }) => text)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  it('goes on behind a stray block where the numbers do', () => {
    const steps = stepsOf(
      `${numbered(3)}\n\n\`\`\`bash\nstray\n\`\`\`\n\n${numbered(2, 4)}`,
    );
    expect(steps.map(({ text }) => text.at(-2))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('stops at thirty', () => {
    expect(stepsOf(numbered(80))).toHaveLength(30);
  });
});

describe('stepsOfHeadings', () => {
  it.each([
    ['Step 1. Look', 'Step 2: Act'],
    ['Шаг 1 — Look', 'Шаг 2) Act'],
    ['step 1 Look', 'STEP 2 Act'],
  ])('reads headings such as %s', (first, second) => {
    const steps = stepsOfHeadings(
      sectionsOf(
        `# Page\n\n## ${first}\n\nAt pods.\n\n## ${second}\n\n\`\`\`bash\nx\n\`\`\`\n`,
      ),
    );
    expect(steps).toMatchObject([
      { text: '**Look**\n\nAt pods.', blocks: [] },
      { text: '**Act**', blocks: [{ language: 'bash', code: 'x' }] },
    ]);
  });

  it('does not take one heading, or words that only begin so, for steps', () => {
    expect(
      stepsOfHeadings(
        sectionsOf(
          '# Page\n\n## Step 1. Look\n\nx\n\n## Stepping back\n\ny\n\n## Steps\n\nz\n',
        ),
      ),
    ).toEqual([]);
  });
});
