import { linkTo } from './SourceLinks';

const evidence = {
  source: 'metric' as const,
  at: Date.UTC(2026, 2, 1, 12),
  subject: {
    system: 'kubernetes',
    instance: 'shop prod',
    kind: 'Pod',
    namespace: 'shop',
    name: 'a/../b?x=1',
  },
};

describe('linkTo', () => {
  it('fills a template with encoded values and a window around the moment', () => {
    expect(
      linkTo(evidence, {
        templates: {
          metric:
            'https://grafana.test/explore?q={query}&c={cluster}&p={pod}&from={from}&to={to}',
        },
        query: 'rate(x{a="b"}[2m])',
      }),
    ).toBe(
      `https://grafana.test/explore?q=${encodeURIComponent(
        'rate(x{a="b"}[2m])',
      )}&c=shop%20prod&p=a%2F..%2Fb%3Fx%3D1&from=2026-03-01T11%3A45%3A00.000Z&to=2026-03-01T12%3A15%3A00.000Z`,
    );
  });

  it('gives no address without a template, or without a value that it asks for', () => {
    expect(
      linkTo(evidence, { templates: { log: 'https://x/' } }),
    ).toBeUndefined();
    expect(
      linkTo(evidence, { templates: { metric: 'https://x/{query}' } }),
    ).toBeUndefined();
    expect(
      linkTo(
        { ...evidence, subject: { ...evidence.subject, kind: 'Deployment' } },
        { templates: { metric: 'https://x/{pod}' } },
      ),
    ).toBeUndefined();
  });
});
