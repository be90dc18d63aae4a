import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  type SignInResolver,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';

/** Somebody of `examples/catalog/org.yaml`. */
export interface DemoPerson {
  name: string;
}

const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * Believes whatever name the browser sends: the demo has no secrets, only people to look as.
 * It works only where the configuration says that this is the demo.
 */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize({ config }) {
    return { enabled: config.getOptionalBoolean('thisIsADemo') === true };
  },
  async authenticate({ req }, { enabled }): Promise<{ result: DemoPerson }> {
    if (!enabled) {
      throw new NotAllowedError(
        'Signing in as a demo person is off; set auth.providers.demo.thisIsADemo: true, in a demo only',
      );
    }
    const name = req.header('x-demo-person') ?? '';
    if (!NAME.test(name)) {
      throw new AuthenticationError(
        'Choose a person of the demo to sign in as',
      );
    }
    return { result: { name } };
  },
});

/** Fails until the catalog has read the person, so that no token without groups is handed out. */
export const signInAsDemoPerson: SignInResolver<DemoPerson> = (info, ctx) =>
  ctx.signInWithCatalogUser({
    entityRef: { kind: 'User', namespace: 'default', name: info.result.name },
  });
