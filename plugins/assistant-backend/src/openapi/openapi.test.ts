import { readFileSync, writeFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { load } from 'js-yaml';
import type { RouterOptions } from '../router/RouterOptions';
import { createRouter } from '../router/createRouter';
import { describeApi, describedRoutes } from './__testUtils__/describeApi';

const file = resolvePackagePath(
  '@smart-assistant/backstage-plugin-assistant-backend',
  'openapi/openapi.yaml',
);

describe('openapi.yaml', () => {
  it('says what the schemas say; UPDATE_OPENAPI=1 writes it anew', () => {
    const described = describeApi();
    if (process.env.UPDATE_OPENAPI) {
      writeFileSync(file, described);
    }
    expect(readFileSync(file, 'utf8')).toBe(described);
  });

  it('is an OpenAPI 3.1 document whose references resolve', () => {
    const text = readFileSync(file, 'utf8');
    const document = load(text) as {
      openapi: string;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    const references = Array.from(
      text.matchAll(/\$ref: '#\/components\/schemas\/(\w+)'/g),
      match => match[1],
    );
    expect(references.length).toBeGreaterThan(20);
    expect(
      references.filter(name => !(name in document.components.schemas)),
    ).toEqual([]);
  });

  it('describes the routes that there are, and no others', () => {
    const router = createRouter({ role: 'all' } as RouterOptions);
    const routes = router.stack.flatMap(({ route }) =>
      route
        ? Object.keys((route as unknown as { methods: object }).methods).map(
            method => `${method} ${route.path}`,
          )
        : [],
    );
    expect(routes.sort()).toEqual(describedRoutes().sort());
  });
});
