import { readChange, shortenDetail } from './readChange';

const EN =
  'image of checkout registry.shop.example/shop/checkout:3.14.2 → registry.shop.example/shop/checkout:3.15.0; memory limit 1Gi → 512Mi; memory request 1Gi → 512Mi … (+1)';
const RU =
  'образ checkout registry.shop.example/shop/checkout:3.14.2 → registry.shop.example/shop/checkout:3.15.0; лимит памяти 1Gi → 512Mi; запрос памяти 1Gi → 512Mi … (+1)';

describe('readChange', () => {
  it('finds the release and the limit that it lowered', () => {
    expect(readChange(EN)).toEqual({
      version: '3.15.0',
      quantity: {
        name: 'memory limit',
        from: '1Gi',
        to: '512Mi',
        direction: 'lowered',
      },
    });
    expect(readChange(RU)).toMatchObject({
      version: '3.15.0',
      quantity: { name: 'лимит памяти', direction: 'lowered' },
    });
  });

  it.each([
    ['memory limit 512Mi → 1Gi', 'raised'],
    ['cpu limit 500m → 2', 'raised'],
    ['memory limit 1Gi → 1024Mi', 'changed'],
    ['memory limit many → few', 'changed'],
  ])('%s is %s', (detail, direction) =>
    expect(readChange(detail).quantity?.direction).toBe(direction),
  );

  it('takes the version from a label, and keeps what else differs', () => {
    expect(
      readChange(
        'spec.template.metadata.labels.app.kubernetes.io/version 2.7.3 → 2.8.0; variable PROVIDER_WEBHOOK_KEY added',
      ),
    ).toEqual({
      version: '2.8.0',
      item: 'variable PROVIDER_WEBHOOK_KEY added',
    });
  });

  it('reads images that are told by their tags alone', () => {
    expect(
      readChange('memory limit 1Gi → 512Mi; image of checkout 3.14.2 → 3.15.0'),
    ).toMatchObject({ version: '3.15.0', quantity: { to: '512Mi' } });
    expect(
      readChange('образ kserve-container 2026.11.18 → 2026.11.42'),
    ).toEqual({ version: '2026.11.42' });
  });

  it('takes no digest for a version, and what it does not know as it is', () => {
    expect(
      readChange(`image of a r/a@sha256:${'0'.repeat(20)} → r/a@sha256:ffff`)
        .version,
    ).toBeUndefined();
    expect(readChange('deleted')).toEqual({ item: 'deleted' });
    expect(readChange('')).toEqual({});
    expect(readChange('x'.repeat(500)).item).toHaveLength(90);
  });
});

describe('shortenDetail', () => {
  it('names images by their tags and says a version once', () => {
    expect(
      shortenDetail(
        'image of product-catalog registry.shop.example/shop/product-catalog:2.9.1 → registry.shop.example/shop/product-catalog:2.9.2; spec.template.metadata.labels.app.kubernetes.io/version 2.9.1 → 2.9.2',
      ),
    ).toBe('image of product-catalog 2.9.1 → 2.9.2');
    expect(shortenDetail(EN)).toBe(
      'image of checkout 3.14.2 → 3.15.0; memory limit 1Gi → 512Mi; memory request 1Gi → 512Mi … (+1)',
    );
  });

  it('leaves other differences alone', () => {
    expect(shortenDetail('replicas 3 → 5')).toBe('replicas 3 → 5');
  });
});
