import type { EntityHealth } from '@smart-assistant/backstage-plugin-assistant-common';
import { suggestFromHealth } from './suggestFromHealth';

const health = (title: string, state: EntityHealth['state']): EntityHealth => ({
  entity: { entityRef: `component:default/${title}`, title },
  state,
  moreFindings: 0,
});

describe('suggestFromHealth', () => {
  it('asks nothing while all is well', () => {
    expect(
      suggestFromHealth([health('a', 'healthy'), health('b', 'unknown')], 'en'),
    ).toEqual([]);
  });

  it('asks about the worst first, and about the second too', () => {
    const ill = [health('a', 'attention'), health('b', 'attention')];
    expect(suggestFromHealth(ill, 'en')).toEqual([
      'Why is a in trouble?',
      'What do I do about a now?',
      'Why is b in trouble?',
      'What changed at a in the last hour?',
    ]);
    expect(suggestFromHealth(ill.slice(0, 1), 'ru')).toEqual([
      'Что случилось с a?',
      'Что сейчас делать с a?',
      'Что изменилось в a за последний час?',
      'Покажи последние ошибки в логах a',
    ]);
  });
});
