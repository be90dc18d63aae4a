import { entityOf, scopeOf } from '../generation/testUtils/demoPages';
import {
  concernsLiveState,
  isAboutTrouble,
  isLive,
  needsDocuments,
} from './questionNeeds';

describe('what a question needs', () => {
  it('a diagnosis and pages for its cause, where something is wrong', () => {
    const scope = scopeOf('why?', { questionClass: 'diagnose' });
    expect(isLive(scope) && isAboutTrouble(scope)).toBe(true);
    // a part of a diagnosis is answered without steps
    expect(isAboutTrouble({ ...scope, aspect: 'logs' })).toBe(false);
    expect(isAboutTrouble({ ...scope, questionClass: 'metric' })).toBe(false);
  });

  it('a look at what a guide is asked for, if it names something', () => {
    const guide = { questionClass: 'how-to' as const };
    expect(concernsLiveState(scopeOf('how?', { ...guide, entities: [] }))).toBe(
      false,
    );
    expect(
      concernsLiveState(scopeOf('how?', { ...guide, entities: [entityOf()] })),
    ).toBe(true);
  });

  it('nothing at all for small talk, whatever page it is on', () => {
    const scope = scopeOf('hi', { questionClass: 'small-talk' });
    expect(needsDocuments(scope)).toBe(false);
    expect(isLive(scope)).toBe(false);
  });
});
