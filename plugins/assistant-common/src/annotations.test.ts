import { parseExposure } from './annotations';

describe('parseExposure', () => {
  it.each([
    [undefined, 'full'],
    ['full', 'full'],
    [' metadata ', 'metadata'],
    ['none', 'none'],
    ['', 'none'],
    ['Full', 'none'],
    ['meta', 'none'],
  ])('reads %j as %s', (value, exposure) => {
    expect(parseExposure(value)).toBe(exposure);
  });
});
