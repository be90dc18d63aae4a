import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import { numbered, storedAnswer } from '../testUtils/answers';
import {
  citedFinding,
  diagnosedEvents,
  graph,
  memoryChart,
  timeline,
} from '../testUtils/diagnosedAnswer';
import { type AnswerView, applyAnswerEvent, newAnswerView } from './answerView';
import { viewStoredAnswer } from './conversationReducer';
import { orderBlocks } from './orderBlocks';

const empty = () =>
  newAnswerView({ key: 'a-1', question: 'why?', askedAt: '' });
const play = (events: AnswerEvent[]) =>
  events.reduce(applyAnswerEvent, empty());
const ids = (answer: AnswerView) =>
  orderBlocks(answer.blocks).map(({ blockId }) => blockId);

describe('findings, charts, timeline and graph of an answer', () => {
  it('are kept, the chart in the card of its finding', () => {
    const answer = play(diagnosedEvents);
    expect(ids(answer)).toEqual(['v', 'finding:f-oom']);
    expect(answer.blocks[1]).toEqual({
      kind: 'finding',
      blockId: 'finding:f-oom',
      finding: citedFinding,
      charts: [memoryChart],
    });
    expect(answer).toMatchObject({
      timeline,
      graph,
      status: 'complete',
      basis: { telemetry: { version: 18204 }, documents: { generation: 7 } },
    });
  });

  it('are the same when a stored answer is played again', () => {
    const streamed = play(diagnosedEvents);
    const stored = viewStoredAnswer(storedAnswer({ events: diagnosedEvents }));
    expect(stored.blocks).toEqual(streamed.blocks);
    expect(stored.timeline).toEqual(streamed.timeline);
    expect(stored.graph).toEqual(streamed.graph);
  });

  it('never move what stands already', () => {
    let answer = empty();
    let before: string[] = [];
    for (const event of diagnosedEvents) {
      answer = applyAnswerEvent(answer, event);
      expect(ids(answer).slice(0, before.length)).toEqual(before);
      before = ids(answer);
    }
    expect(before).toHaveLength(2);
  });

  it('leave a chart where it is when its finding comes later', () => {
    const answer = play(
      numbered(
        { type: 'chart-available', chart: memoryChart },
        { type: 'finding-available', finding: citedFinding },
      ),
    );
    expect(ids(answer)).toEqual(['chart:memory', 'finding:f-oom']);
    expect(answer.blocks[1]).toMatchObject({ charts: [] });
  });

  it('renew what is told again in its place', () => {
    const resolved = { ...citedFinding, state: 'resolved' as const };
    const other = { ...citedFinding, id: 'f-2' };
    const renamed = { ...memoryChart, title: 'Memory, again' };
    const alone = { ...memoryChart, id: 'alone', findingId: undefined };
    const answer = play(
      numbered(
        { type: 'finding-available', finding: citedFinding },
        { type: 'chart-available', chart: memoryChart },
        { type: 'finding-available', finding: other },
        { type: 'chart-available', chart: alone },
        { type: 'finding-available', finding: resolved },
        { type: 'chart-available', chart: renamed },
        { type: 'chart-available', chart: { ...alone, title: 'Alone' } },
      ),
    );
    expect(ids(answer)).toEqual([
      'finding:f-oom',
      'finding:f-2',
      'chart:alone',
    ]);
    expect(answer.blocks).toMatchObject([
      { finding: { state: 'resolved' }, charts: [{ title: 'Memory, again' }] },
      { finding: { state: 'active' }, charts: [] },
      { chart: { title: 'Alone' } },
    ]);
  });

  it('stand before the words of a model and the small print', () => {
    const answer = play(
      numbered(
        { type: 'text-start', blockId: 'n', origin: 'evidence', role: 'note' },
        { type: 'text-start', blockId: 'm', origin: 'model', role: 'body' },
        { type: 'finding-available', finding: citedFinding },
        {
          type: 'text-start',
          blockId: 'v',
          origin: 'evidence',
          role: 'verdict',
        },
      ),
    );
    expect(ids(answer)).toEqual(['v', 'finding:f-oom', 'm', 'n']);
  });

  it('ignore quietly what only a newer server tells', () => {
    const future = {
      type: 'forecast-available',
      sequence: 1,
    } as unknown as AnswerEvent;
    const [first] = diagnosedEvents;
    const answer = applyAnswerEvent(play([first]), future);
    expect(answer).toEqual({ ...play([first]), lastSequence: 1 });
  });
});
