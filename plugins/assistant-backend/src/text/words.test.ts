import { contentStems, identifierTokens, shareOf, stemOf } from './words';

describe('words', () => {
  it.each([
    ['консьюмера', 'консьюмер'],
    ['сертификат', 'сертификата'],
    ['pods', 'pod'],
    ['restarting', 'restarts'],
  ])('%s and %s share a stem', (a, b) => {
    expect(stemOf(a)).toBe(stemOf(b));
  });

  it('splits compounds and keeps them whole', () => {
    expect([...contentStems('KubePodCrashLooping in orders.events')]).toEqual(
      expect.arrayContaining([
        'kube',
        'pod',
        'kubepodcrashlooping',
        'orders.events',
        'order',
      ]),
    );
  });

  it('drops words without meaning', () => {
    expect(contentStems('what is the of and что это на').size).toBe(0);
  });

  it('finds identifiers in both languages', () => {
    expect([
      ...identifierTokens('How does KafkaPartitionStuck differ from exit 137'),
    ]).toEqual(['kafkapartitionstuck', '137']);
    expect([
      ...identifierTokens('растёт лаг checkout в orders.events'),
    ]).toEqual(['checkout', 'orders.events']);
    expect(identifierTokens('please restart the service').size).toBe(0);
  });

  it('measures the share', () => {
    expect(shareOf(new Set(['a', 'b']), new Set(['b', 'c']))).toBe(0.5);
    expect(shareOf(new Set(), new Set(['b']))).toBe(0);
  });
});
