import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  assistantAskPermission,
  assistantBaseManagePermission,
  assistantTelemetryReadPermission,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type EntityIndex,
  assistantEntityPermissionResourceRef,
  assistantPermissionRules,
  toPermissionResource,
} from './access';

/** The permission framework gives up on a plugin that does not answer; so do we. */
const TIMEOUT_MS = 10_000;

/** Makes our permissions, and the rules that policies bind them to, known to the portal. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  index: EntityIndex,
) {
  registry.addPermissions([
    assistantAskPermission,
    assistantBaseManagePermission,
  ]);
  registry.addResourceType({
    resourceRef: assistantEntityPermissionResourceRef,
    permissions: [assistantTelemetryReadPermission],
    rules: Object.values(assistantPermissionRules),
    async getResources(refs) {
      const snapshot = await index.current({
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return refs.map(ref => toPermissionResource(ref, snapshot));
    },
  });
}
