import { randomBytes } from 'node:crypto';

/** Ids of builds begin with their start, so that they sort by it. */
export const BuildId = {
  create: (startedAt: Date): string =>
    `${startedAt.getTime().toString(36)}-${randomBytes(6).toString('hex')}`,
};
