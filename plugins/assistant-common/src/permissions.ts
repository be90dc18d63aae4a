import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of the permissions that are decided per entity. @public */
export const RESOURCE_TYPE_ASSISTANT_ENTITY = 'assistant-entity';

/** Asking questions at all. @public */
export const assistantAskPermission = createPermission({
  name: 'assistant.ask',
  attributes: { action: 'create' },
});

/** Building, activating and rolling back the knowledge bases. @public */
export const assistantBaseManagePermission = createPermission({
  name: 'assistant.base.manage',
  attributes: { action: 'update' },
});

/**
 * Reading telemetry of an entity in full. It narrows what ownership gives and never widens it.
 * @public
 */
export const assistantTelemetryReadPermission = createPermission({
  name: 'assistant.telemetry.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ASSISTANT_ENTITY,
});

/** All permissions of the plugin. @public */
export const assistantPermissions = [
  assistantAskPermission,
  assistantBaseManagePermission,
  assistantTelemetryReadPermission,
];
