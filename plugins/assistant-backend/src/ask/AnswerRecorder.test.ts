import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AnswerEvent,
  AnswerEventBody,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { AnswerRecorder } from './AnswerRecorder';

const delta = (text: string): AnswerEventBody => ({
  type: 'text-delta',
  blockId: 'b',
  text,
});

describe('AnswerRecorder', () => {
  it('numbers events from 0 and stores them in batches, in order, one at a time', async () => {
    const batches: AnswerEvent[][] = [];
    let writing = 0;
    const recorder = new AnswerRecorder(async events => {
      writing += 1;
      expect(writing).toBe(1);
      await sleep(20);
      batches.push([...events]);
      writing -= 1;
    });
    expect(recorder.add(delta('a')).sequence).toBe(0);
    expect(recorder.add(delta('b')).sequence).toBe(1);
    const first = recorder.flush();
    recorder.add(delta('c'));
    await Promise.all([first, recorder.flush()]);
    expect(batches.map(batch => batch.map(({ sequence }) => sequence))).toEqual(
      [[0, 1], [2]],
    );
  });

  it('stores by itself when nothing follows for a while', async () => {
    const store = jest.fn(async () => undefined);
    new AnswerRecorder(store).add(delta('a'));
    await sleep(400);
    expect(store).toHaveBeenCalledTimes(1);
  });

  it('tells of a batch that could not be stored', async () => {
    const recorder = new AnswerRecorder(async () => {
      throw new Error('no room');
    });
    recorder.add(delta('a'));
    await expect(recorder.flush()).rejects.toThrow('no room');
  });
});
