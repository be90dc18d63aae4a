import { randomBytes } from 'node:crypto';

/** Ids of builds carry their start, so that after a restart the generation of a build is found by time. */
export const BuildId = {
  create: (startedAt: Date): string =>
    `${startedAt.getTime().toString(36)}-${randomBytes(6).toString('hex')}`,

  parse(buildId: string): Date | undefined {
    const match = /^([0-9a-z]{6,10})-[0-9a-f]{12}$/.exec(buildId);
    return match ? new Date(parseInt(match[1], 36)) : undefined;
  },
};
