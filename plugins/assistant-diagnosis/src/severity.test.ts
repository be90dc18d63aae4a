import { SEVERITIES, capSeverity, compareSeverity } from './severity';

describe('severity', () => {
  it('sorts the worst first', () => {
    expect([...SEVERITIES].sort(compareSeverity)).toEqual([
      'critical',
      'error',
      'warning',
      'info',
    ]);
  });

  it('caps what is outside production at a warning and leaves production alone', () => {
    expect(SEVERITIES.map(s => capSeverity(s, { production: false }))).toEqual([
      'info',
      'warning',
      'warning',
      'warning',
    ]);
    expect(SEVERITIES.map(s => capSeverity(s, { production: true }))).toEqual([
      ...SEVERITIES,
    ]);
  });
});
