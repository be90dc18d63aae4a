import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DEFAULT_READ_LIMITS,
  LocalTreeReader,
  type ReadLimits,
  type TreeReader,
} from '../documents/files';
import { TechDocsSource } from '../documents/techdocs';

/** The source over given entities, with real readers of folders. */
export function createTechDocsSource(
  entities: Entity[],
  options: { limits?: Partial<ReadLimits>; url?: TreeReader } = {},
): TechDocsSource {
  const limits = { ...DEFAULT_READ_LIMITS, ...options.limits };
  return new TechDocsSource({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: { github: [{ host: 'github.com' }] } }),
    ),
    readers: {
      dir: new LocalTreeReader(limits),
      url: options.url ?? {
        read: async target => {
          throw new Error(`unexpected read of ${target}`);
        },
      },
    },
    limits,
    concurrency: 3,
  });
}
