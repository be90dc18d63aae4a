import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { assistantPlugin } from './plugin';
import { knowledgeBaseServiceFactory } from './service';

/**
 * The plugin and the service that its modules share, so that one `backend.add` is enough.
 *
 * Tests pass the two themselves: `startTestBackend` does not look into a loader.
 *
 * @public
 */
export const assistantFeature = createBackendFeatureLoader({
  *loader() {
    yield knowledgeBaseServiceFactory;
    yield assistantPlugin;
  },
});
