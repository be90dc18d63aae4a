import { detailOfChange } from './changeWords';

const change = {
  at: '2026-11-24T14:00:00Z',
  kind: 'image' as const,
  evidenceId: 'e1',
};

describe('detailOfChange', () => {
  it('adds what the text does not say', () => {
    const detail = 'memory limit 1Gi → 512Mi';
    expect(detailOfChange({ ...change, text: 'release 3.15.0', detail })).toBe(
      detail,
    );
  });

  it('says nothing twice', () => {
    expect(
      detailOfChange({
        ...change,
        text: 'checkout was changed: memory limit 1Gi → 512Mi',
        detail: 'memory limit 1Gi → 512Mi',
      }),
    ).toBeUndefined();
    expect(
      detailOfChange({ ...change, text: 'release 3.15.0', detail: '' }),
    ).toBeUndefined();
  });
});
