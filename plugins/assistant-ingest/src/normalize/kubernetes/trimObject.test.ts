import { trimObject } from './trimObject';

const trim = (kind: string, object: Parameters<typeof trimObject>[1]) =>
  trimObject(kind, object).body;

describe('trimObject', () => {
  it('leaves out what changes without meaning anything', () => {
    expect(
      trim('Node', {
        metadata: {
          name: 'n',
          resourceVersion: '7',
          managedFields: [{ manager: 'kubelet' }],
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{}',
            'deployment.kubernetes.io/revision': '4',
          },
        },
        status: {
          images: [{ names: ['a'] }],
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              lastHeartbeatTime: '2026-01-01T00:00:00Z',
            },
          ],
        },
      }),
    ).toEqual({
      metadata: {
        name: 'n',
        annotations: { 'deployment.kubernetes.io/revision': '4' },
      },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
  });

  it('keeps the keys of secrets and the short values of configurations', () => {
    expect(
      trim('Secret', { data: { a: 'czNjcjN0' }, stringData: { b: 'plain' } }),
    ).toEqual({
      data: { a: '' },
      stringData: { b: '' },
    });
    const { data } = trim('ConfigMap', {
      data: { PORT: '8080', big: 'x'.repeat(400) },
    }) as {
      data: Record<string, string>;
    };
    expect(data.PORT).toBe('8080');
    expect(data.big).toMatch(/^\[400 characters, sha256 [0-9a-f]{12}\]$/);
  });

  it('tells two long configurations apart', () => {
    const hash = (text: string) =>
      JSON.stringify(trim('ConfigMap', { data: { a: text.repeat(400) } }));
    expect(hash('x')).not.toBe(hash('y'));
  });

  it('redacts values beside names of secrets, and secrets in texts', () => {
    const secret = ['hunter', '22x'].join('');
    const { body, redactions } = trimObject('Pod', {
      spec: {
        containers: [
          {
            env: [
              { name: 'DB_PASSWORD', value: secret },
              { name: 'LOG_LEVEL', value: 'debug' },
            ],
            args: [`--dsn=postgres://shop:${secret}@db/shop`],
          },
        ],
      },
    });
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(JSON.stringify(body)).toContain('debug');
    expect(redactions).toBe(2);
  });

  it('cuts what is too long, in texts, keys and lists', () => {
    const body = trim('Pod', {
      text: 'a b'.repeat(5000),
      ['k'.repeat(1_000_000)]: 1,
      list: Array.from({ length: 2000 }, (_, i) => i),
    });
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
  });
});
