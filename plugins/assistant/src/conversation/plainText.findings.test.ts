import { citedFinding, diagnosedView } from '../testUtils/diagnosedAnswer';
import { copyableAnswer, speakAnswer } from './plainText';

describe('plain text of a diagnosis', () => {
  it('is spoken with the reasons of each finding', () => {
    expect(speakAnswer(diagnosedView())).toBe(
      [
        'checkout is killed for lack of memory since 14:02, two minutes after release v2.14 lowered its limit from 512 to 256 MiB.',
        'checkout is killed for lack of memory since 14:02',
        '14 kills with reason OOMKilled',
        'the limit was halved just before the first',
      ].join('\n'),
    );
  });

  it('names a chart that stands alone', () => {
    const chart = { kind: 'chart', blockId: 'c' } as const;
    const { blocks } = diagnosedView();
    const [memory] = blocks.flatMap(b =>
      b.kind === 'finding' ? b.charts : [],
    );
    const answer = diagnosedView({ blocks: [{ ...chart, chart: memory }] });
    expect(speakAnswer(answer)).toBe('Memory of checkout');
    expect(copyableAnswer(answer, 'https://portal.example')).not.toContain(
      'Memory of',
    );
  });

  it('is copied with numbered reasons', () => {
    const text = copyableAnswer(diagnosedView(), 'https://portal.example');
    expect(text).toContain(
      '**checkout is killed for lack of memory since 14:02**\n\n- 14 kills with reason OOMKilled[^1]\n- the limit was halved just before the first[^3]',
    );
    expect(text).toContain('[^1]: Pod checkout-6c9f-x2kqp');
  });

  it('does not let names and log lines become Markdown where it is pasted', () => {
    const finding = {
      ...citedFinding,
      title: '![x](https://evil.example/a.png)\n# Title',
      reasons: [{ text: '<img src=x> **b** `c`', evidence: [] }],
    };
    const block = { kind: 'finding' as const, blockId: 'f', charts: [] };
    const text = copyableAnswer(
      diagnosedView({ blocks: [{ ...block, finding }], citations: [] }),
      'https://portal.example',
    );
    expect(text).toContain('**!\\[x\\](https://evil.example/a.png) # Title**');
    expect(text).toContain('- \\<img src=x\\> \\*\\*b\\*\\* \\`c\\`');
  });
});
