import { severityOfLine, severityOfNumber, severityOfWord } from './severity';

describe('severity', () => {
  it.each([
    ['ERR', 'error'],
    ['Warning', 'warning'],
    ['SEVERE', 'error'],
    ['notice', 'info'],
    ['trace', 'debug'],
    ['CRITICAL', 'fatal'],
    ['Information', 'info'],
    ['x', 'unknown'],
    [undefined, 'unknown'],
  ])('of the word %s is %s', (word, expected) => {
    expect(severityOfWord(word)).toBe(expected);
  });

  it.each([
    [1, 'debug'],
    [9, 'info'],
    [13, 'warning'],
    [17, 'error'],
    [24, 'fatal'],
    [0, 'unknown'],
    [99, 'unknown'],
  ])('of the number %d is %s', (number, expected) => {
    expect(severityOfNumber(number)).toBe(expected);
  });

  it.each([
    ['2026-01-01 ERROR [main] no disk', 'error'],
    ['[warn] slow', 'warning'],
    ['level=error msg="no disk"', 'error'],
    ['E0101 12:00:00.000 1 main.go:1] failed', 'error'],
    ['I0101 12:00:00.000 1 main.go:1] fine', 'info'],
    ['Traceback (most recent call last):', 'error'],
    ["KeyError: 'a'", 'error'],
    ['java.io.IOException: no', 'error'],
    ['panic: no', 'error'],
    ['{"level":"fatal","msg":"x"}', 'fatal'],
    ['GET /errors/info 200', 'unknown'],
    ['no INFORMATION here', 'unknown'],
  ])('of the line %s is %s', (line, expected) => {
    expect(severityOfLine(line)).toBe(expected);
  });
});
