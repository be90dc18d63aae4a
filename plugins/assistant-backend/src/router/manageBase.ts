import { assistantBaseManagePermission } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Request } from 'express';
import { audited } from './audited';
import { authorize, isAllowed } from './authorize';
import type { RouterOptions } from './RouterOptions';

const permission = assistantBaseManagePermission;

/** Whether the caller, a person or a service, manages the bases. */
export async function mayManage(
  { httpAuth, permissions }: RouterOptions,
  req: Request,
): Promise<boolean> {
  const credentials = await httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  return isAllowed({ permissions, permission, credentials });
}

/** Checks the permission, does the work, and leaves an audit event whichever way it ends. */
export async function manage<T>(
  { httpAuth, permissions, auditor }: RouterOptions,
  req: Request,
  eventId: string,
  work: (by: string) => Promise<T>,
): Promise<T> {
  const credentials = await httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  const { principal } = credentials;
  const by =
    principal.type === 'user' ? principal.userEntityRef : principal.subject;
  return audited(
    auditor,
    { eventId, severityLevel: 'medium', request: req },
    async () => {
      await authorize({ permissions, permission, credentials });
      return work(by);
    },
  );
}
