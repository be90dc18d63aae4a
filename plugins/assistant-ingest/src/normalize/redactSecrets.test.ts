import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_DOCUMENTS } from '../testUtils/exampleEntities';
import { redactSecrets } from './redactSecrets';

// put together here, so that no scanner takes this file for a leak
const join2 = (...parts: string[]) => parts.join('');
const body = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5';
const jwt = join2(
  'eyJhbGciOiJIUzI1NiJ9',
  '.',
  'eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  '.',
  'dozjgNryP4J3jVmNHl0w5N',
);

describe('redactSecrets', () => {
  it.each([
    [
      'private key',
      `-----BEGIN RSA PRIVATE KEY-----\nMIIE\n${body}\n-----END RSA PRIVATE KEY-----`,
      '[redacted private key]',
    ],
    ['JWT', `curl -H "X-Auth: ${jwt}"`, 'curl -H "X-Auth: [redacted token]"'],
    ['AWS key', join2('AK', 'IA', 'IOSFODNN7EXAMPLQ'), '[redacted key]'],
    ['GitHub token', join2('gh', 'p_', body.slice(0, 36)), '[redacted key]'],
    ['GitLab token', join2('gl', 'pat-', body.slice(0, 20)), '[redacted key]'],
    [
      'Slack token',
      join2('xo', 'xb-', '123456789012-abcdefABCDEF'),
      '[redacted key]',
    ],
    ['OpenAI key', join2('s', 'k-proj-', body), '[redacted key]'],
    [
      'bearer',
      `Authorization: Bearer ${body}`,
      'Authorization: Bearer [redacted token]',
    ],
    [
      'password in a URL',
      'postgres://shop:s3cr3tPW@db.shop:5432/orders',
      'postgres://shop:[redacted password]@db.shop:5432/orders',
    ],
    [
      'password in Redis URL',
      'redis://:hunter22x@cache:6379',
      'redis://:[redacted password]@cache:6379',
    ],
    [
      'password assigned',
      'export DB_PASSWORD=hunter2x',
      'export DB_PASSWORD=[redacted password]',
    ],
    [
      'password in YAML',
      'password: "Tr0ub4dor&3"',
      'password: "[redacted password]&3"',
    ],
    [
      'password in JSON',
      '{"password": "p4ssw0rd!"}',
      '{"password": "[redacted password]"}',
    ],
    ['password in Russian', 'пароль: Qwerty123', 'пароль: [redacted password]'],
    ['API key', `api_key = "${body}"`, 'api_key = "[redacted secret]"'],
    [
      'connection string',
      `AccountName=x;AccountKey=${body}==;Endpoint=y`,
      'AccountName=x;AccountKey=[redacted secret];Endpoint=y',
    ],
    [
      'card',
      'card 4111 1111 1111 1111 was charged',
      'card [redacted card number] was charged',
    ],
  ])('takes out a secret: %s', (_, text, expected) => {
    expect(redactSecrets(text)).toEqual({ text: expected, count: 1 });
  });

  it.each([
    'kubectl create secret generic db --from-literal=password=<password>',
    'password: ${DB_PASSWORD}',
    'token: {{ .Values.token }}',
    'PASSWORD=$(pass show shop/db)',
    'secretName: checkout-db-credentials',
    'imagePullSecrets: registry-credentials',
    'Enter your password: it is the one of the portal.',
    'password: required',
    'token: serviceaccount',
    'postgres://shop:<password>@db/orders',
    'postgres://shop@db:5432/orders',
    'write to oncall@example.com or call +49 30 1234567',
    'commit 9fceb02d0ae598e95dc970b74767f19372d6f0a1',
    'timestamp 1732483200000, trace 4bf92f3577b34da6a3ce929d0e0e4736',
    'order 4111 1111 1111 1112 is no card',
    'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    'max_tokens: 4096 and tokens: 1500',
    'https://grafana.example.com/d/abc?from=1&to=2',
  ])('leaves alone: %s', text => {
    expect(redactSecrets(text)).toEqual({ text, count: 0 });
  });

  it('counts each one', () => {
    const { text, count } = redactSecrets(
      `a postgres://u:passw0rd1@h/d\nb DB_PASSWORD=hunter2x\nc ${jwt}\nd password=<p>`,
    );
    expect(count).toBe(3);
    expect(text).not.toMatch(/passw0rd1|hunter2x|eyJ/);
  });

  it('finds none in the documents of the demo, which hold none', () => {
    const files = (folder: string): string[] =>
      readdirSync(folder).flatMap(name => {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) {
          return files(path);
        }
        return name.endsWith('.md') ? [path] : [];
      });
    for (const file of files(EXAMPLE_DOCUMENTS)) {
      const text = readFileSync(file, 'utf8');
      expect({ file, ...redactSecrets(text) }).toEqual({
        file,
        text,
        count: 0,
      });
    }
  });

  it('takes linear time over what looks like a beginning', () => {
    const text = `${'-----BEGIN PRIVATE KEY-----\n'.repeat(
      2000,
    )}${'password'.repeat(20_000)}${'a://b:'.repeat(20_000)}`;
    const before = performance.now();
    expect(redactSecrets(text).text).toContain('BEGIN PRIVATE KEY');
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
