import {
  createSnapshot,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { createFinding } from '../../database/testUtils/findings';
import { inputOf, service } from '../testUtils/snapshot';
import { judgedOf, withHolders } from './withHolders';

const same = (text: string) => ({ en: text, ru: text });

describe('withHolders', () => {
  const resources = [...service('checkout'), ...service('search')];
  const snapshot = createSnapshot(
    inputOf(resources, {
      series: [
        {
          id: 'm1',
          name: 'up',
          query: 'sum(up)',
          labels: {},
          instance: 'prod',
          times: new Float64Array(),
          values: new Float64Array(),
          step: 1,
        },
      ],
    }),
  );
  const [checkout, pod, search] = resources;
  const [judged] = withHolders(
    [
      createFinding('checkout', {
        evidence: [
          {
            id: 'metric:m1',
            source: 'metric',
            at: 1,
            text: same('x'),
            subject: pod,
          },
        ],
        ruledOut: [
          same(
            'The change of search (image 1): checkout in shop does not need it.',
          ),
        ],
        nextChecks: [
          { text: same('Look.'), command: 'kubectl logs checkout-pod' },
        ],
      }),
    ],
    snapshot,
  );

  it('keeps whose everything is that a finding speaks of', () => {
    expect(judged.holders[refKey(checkout)].entityRefs).toEqual([
      'component:default/checkout',
    ]);
    expect(judged.holders[refKey(pod)].entityRefs).toEqual([
      'component:default/checkout',
    ]);
    expect(judged.queries).toEqual({ 'metric:m1': 'sum(up)' });
  });

  it('knows which others its sentences name', () => {
    expect(judged.mentions).toEqual({
      reasons: [],
      ruledOut: [[refKey(search)]],
      nextChecks: [[refKey(pod)]],
    });
    expect(judged.holders[refKey(search)].entityRefs).toEqual([
      'component:default/search',
    ]);
  });

  it('takes a finding without holders as one of which nothing may be told', () => {
    expect(judgedOf(createFinding('a')).holders).toEqual({});
    expect(judgedOf(judged)).toBe(judged);
  });
});
