import { DEFAULT_SCOPE_OPTIONS } from '../options';
import { tokenize } from '../text/tokenize';
import { findEnvironment } from './findEnvironment';

const find = (text: string) =>
  findEnvironment(tokenize(text), DEFAULT_SCOPE_OPTIONS.environments)?.name;

describe('findEnvironment', () => {
  it.each([
    ['is checkout ok in prod', 'prod'],
    ['production is down', 'prod'],
    ['что сломалось в платежах на проде', 'prod'],
    ['жив ли поиск на стейдже', 'stage'],
    ['how is it doing in stage right now', 'stage'],
    ['staging checkout', 'stage'],
    ['stage 12 of the job failed', undefined],
    ['the stage of the pipeline', undefined],
    ['in stage 12', undefined],
    ['shop-prod is slow', undefined],
    ['checkout', undefined],
  ])('%s means %s', (text, expected) => {
    expect(find(text)).toBe(expected);
  });
});
