import { redactSecrets } from './redactSecrets';

// put together here, so that no scanner takes this file for a leak
const of = (...parts: string[]) => parts.join('');
const password = of('Tr0ub4', 'dor3x');
const key = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5';

const redacted = (text: string) => {
  const { text: left, count } = redactSecrets(text);
  return { left, count };
};

describe('redactSecrets, where secrets hide', () => {
  it.each([
    ['a table', `| db | password=${password} |`],
    ['a list', `- \`DB_PASSWORD=${password}\``],
    ['a heading', `## password: ${password}`],
    [
      'code of a step',
      `1. Run\n\n   \`\`\`sh\n   export PGPASSWORD=${password}\n   \`\`\``,
    ],
    ['an environment file', `A=1\nREDIS_PASSWORD=${password}\nB=2`],
    ['a Helm value', `--set auth.password=${password} --wait`],
    ['a link', `[db](postgres://shop:${password}@db.shop:5432/orders)`],
    ['Windows lines', `a\r\nDB_PASSWORD=${password}\r\nb`],
    ['upper case', `PASSWORD=${password}`],
    ['Russian words', `Пароль: ${password}`],
    ['an URL of AMQP', `amqp://guest:${password}@mq:5672/%2f`],
    ['a MongoDB URL', `mongodb+srv://u:${password}@c0.example/x?w=1`],
    ['JDBC', `jdbc:postgresql://db/x?user=shop&password=${password}&ssl=1`],
    ['the end of the text', `password=${password}`],
  ])('finds one in %s', (_name, text) => {
    const { left, count } = redacted(text);
    expect(count).toBe(1);
    expect(left).not.toContain(password);
    expect(left).toContain('[redacted');
    // what stands around it stays
    expect(left.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('leaves nothing of a key that spans lines, whatever its kind', () => {
    for (const kind of ['RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', '']) {
      const text = of(
        'before\n-----BEGIN ',
        kind,
        'PRIVATE KEY-----\n',
        `${key}\n`.repeat(20),
        '-----END ',
        kind,
        'PRIVATE KEY-----\nafter',
      );
      expect(redacted(text)).toEqual({
        left: 'before\n[redacted private key]\nafter',
        count: 1,
      });
    }
  });

  it('does not stop at the first one of a line', () => {
    const { left, count } = redacted(
      `a DB_PASSWORD=${password} and CACHE_PASSWORD=${password}; then ${of(
        'gh',
        'p_',
      )}${key}`,
    );
    expect(count).toBe(3);
    expect(left).not.toContain(password);
    expect(left).not.toContain(key);
  });

  it('changes nothing more in what it has redacted already', () => {
    const once = redacted(
      `DB_PASSWORD=${password}\nAuthorization: Bearer ${key}\npostgres://a:${password}@h/d`,
    );
    expect(once.count).toBe(3);
    expect(redacted(once.left)).toEqual({ left: once.left, count: 0 });
  });

  it.each([
    ['an empty text', ''],
    [
      'Markdown that only speaks of secrets',
      '## Rotate the password\n\nThe token is renewed by Vault.',
    ],
    [
      'a public key',
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    ],
    [
      'a certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    ],
    [
      'a name of a secret',
      'kubectl get secret checkout-db-credentials -n shop -o yaml',
    ],
    ['a mount', 'secretKeyRef: { name: checkout, key: password }'],
    [
      'a digest of an image',
      'image: shop/checkout@sha256:9fceb02d0ae598e95dc970b74767f19372d6f0a1',
    ],
    ['a UUID', 'request 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed'],
    [
      'numbers of a metric',
      'kafka_consumergroup_lag{topic="orders"} 4111111111111112',
    ],
    ['a question', 'Забыли пароль? Спросите дежурного.'],
  ])('leaves %s as it is', (_name, text) => {
    expect(redacted(text)).toEqual({ left: text, count: 0 });
  });

  it('is quick over megabytes without a secret', () => {
    const text =
      'The pod restarts; look at kubectl logs and at the panel.\n'.repeat(
        40_000,
      );
    const before = performance.now();
    expect(redacted(text).count).toBe(0);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
