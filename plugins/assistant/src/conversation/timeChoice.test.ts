import {
  fromFieldValue,
  now,
  requestedTime,
  timeFromLink,
  toFieldValue,
} from './timeChoice';

const at = Date.parse('2026-11-24T12:00:00Z');

describe('timeChoice', () => {
  it('asks for what was chosen', () => {
    expect(requestedTime(now, at)).toEqual({});
    expect(requestedTime({ kind: 'last', hours: 24 }, at)).toEqual({
      from: '2026-11-23T12:00:00.000Z',
      to: '2026-11-24T12:00:00.000Z',
    });
    const moment = { at: '2026-11-24T03:00:00.000Z' };
    expect(requestedTime({ kind: 'at', ...moment }, at)).toEqual(moment);
    const window = { from: moment.at, to: '2026-11-24T04:00:00.000Z' };
    expect(requestedTime({ kind: 'window', ...window }, at)).toEqual(window);
  });

  it('reads the moment of a link', () => {
    expect(timeFromLink('2026-11-24T15:00:00+03:00')).toEqual({
      kind: 'at',
      at: '2026-11-24T12:00:00.000Z',
    });
    expect(timeFromLink('yesterday-ish')).toEqual(now);
    expect(timeFromLink(undefined)).toEqual(now);
  });

  it('goes through a field and back to the minute', () => {
    expect(fromFieldValue(toFieldValue(at))).toBe('2026-11-24T12:00:00.000Z');
    expect(fromFieldValue('')).toBeUndefined();
  });
});
