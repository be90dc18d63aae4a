import { ConfigReader } from '@backstage/config';
import type { Request } from 'express';
import { demoAuthenticator, signInAsDemoPerson } from './demoAuthenticator';

const enabled = demoAuthenticator.initialize({
  config: new ConfigReader({ thisIsADemo: true }),
});

function request(person?: string) {
  return { header: () => person } as unknown as Request;
}

describe('demoAuthenticator', () => {
  it('takes the name that the browser sends', async () => {
    await expect(
      demoAuthenticator.authenticate({ req: request('petra') }, enabled),
    ).resolves.toEqual({ result: { name: 'petra' } });
  });

  it.each([undefined, '', 'Petra', 'user:default/petra', '../petra'])(
    'refuses %p',
    async person => {
      await expect(
        demoAuthenticator.authenticate({ req: request(person) }, enabled),
      ).rejects.toThrow('Choose a person of the demo');
    },
  );

  it('is off unless the configuration says that this is a demo', async () => {
    const disabled = demoAuthenticator.initialize({
      config: new ConfigReader({}),
    });
    await expect(
      demoAuthenticator.authenticate({ req: request('alice') }, disabled),
    ).rejects.toThrow('thisIsADemo');
  });

  it('signs in only people of the catalog', async () => {
    const signInWithCatalogUser = jest
      .fn()
      .mockRejectedValue(new Error('User not found'));
    await expect(
      signInAsDemoPerson({ result: { name: 'nobody' }, profile: {} }, {
        signInWithCatalogUser,
      } as never),
    ).rejects.toThrow('User not found');
    expect(signInWithCatalogUser).toHaveBeenCalledWith({
      entityRef: { kind: 'User', namespace: 'default', name: 'nobody' },
    });
  });
});
