import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

/** @internal */
export interface AuthorizeOptions {
  permissions: PermissionsService;
  permission: BasicPermission;
  credentials: BackstageCredentials;
}

/** Whether the caller has a permission. */
export async function isAllowed(options: AuthorizeOptions): Promise<boolean> {
  const { permissions, permission, credentials } = options;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  return decision?.result === AuthorizeResult.ALLOW;
}

/** @throws NotAllowedError that names the permission which is missing. */
export async function authorize(options: AuthorizeOptions): Promise<void> {
  if (!(await isAllowed(options))) {
    throw new NotAllowedError(
      `The permission ${options.permission.name} is needed for this. Ask the administrators of the portal for it.`,
    );
  }
}
