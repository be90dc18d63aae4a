import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AssistantApi } from '@smart-assistant/backstage-plugin-assistant-common';

/**
 * What the pages ask of the backend; replace it to put another backend behind them.
 * @public
 */
export const assistantApiRef = createApiRef<AssistantApi>().with({
  id: 'plugin.assistant.service',
  pluginId: 'assistant',
});
