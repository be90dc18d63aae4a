import {
  builtInAnalyzers,
  describeCauses,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { troubleOf } from './troubles';

describe('troubleOf', () => {
  it('says what a cause does', () => {
    expect(troubleOf('container-oom-killed')).toBe('memory');
    expect(troubleOf('image-not-found')).toBe('cannot-start');
    expect(troubleOf('rollout-stuck')).toBe('trouble');
  });

  it('calls what it does not know trouble', () => {
    expect(troubleOf('acme-reactor-melts')).toBe('trouble');
    expect(troubleOf('constructor')).toBe('trouble');
  });

  it('has a verb of its own for most of what the engine names', () => {
    const causes = describeCauses(builtInAnalyzers).map(({ cause }) => cause);
    const plain = causes.filter(cause => troubleOf(cause) === 'trouble');
    expect(plain.length).toBeLessThan(causes.length * 0.45);
  });
});
