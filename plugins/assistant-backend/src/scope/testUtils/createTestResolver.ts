import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { DisclosureLevels, EntitySnapshot, toEntityView } from '../../access';
import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Asker, Scope, ScopeRequest } from '../../ask/stages';
import { DEFAULT_SCOPE_OPTIONS, type ScopeOptions } from '../options';
import { ScopeResolver } from '../ScopeResolver';

export interface TestAsker {
  userRef?: string;
  groups?: readonly string[];
  /** References that may be seen; absent means all. */
  visible?: readonly string[];
}

/** An asker whose rights are given instead of looked up. */
export function createTestAsker(
  snapshot: EntitySnapshot,
  options: TestAsker = {},
): Asker {
  const userRef = options.userRef ?? 'user:default/nils';
  const principals = [userRef, ...(options.groups ?? [])];
  const visible = options.visible
    ? ({ type: 'refs', refs: new Set(options.visible) } as const)
    : ({ type: 'all' } as const);
  const levels = new DisclosureLevels({
    access: { operators: [], telemetry: 'owners', parentGroups: false },
    visible,
    snapshot,
    principals,
    opened: new Set(),
    mayReadTelemetry: () => true,
  });
  return {
    userRef,
    principals,
    filter: { entities: visible, principals },
    levelOf: ref => levels.levelOf(ref),
  };
}

export type TestAsk = (
  question: string,
  options?: Partial<Omit<AskRequest, 'question'>> & {
    now?: Date;
    asker?: TestAsker;
    history?: ScopeRequest['history'];
  },
) => Promise<Scope>;

/** Resolves scopes over given entities, at a given moment. */
export function createTestResolver(
  entities: readonly Entity[],
  options: { now: Date; scope?: Partial<ScopeOptions> },
): TestAsk {
  const snapshot = new EntitySnapshot(entities.map(toEntityView));
  let asking: TestAsker | undefined;
  const resolver = ScopeResolver.create({
    scope: { ...DEFAULT_SCOPE_OPTIONS, ...options.scope },
    askers: {
      resolve: async () => ({
        snapshot,
        asker: createTestAsker(snapshot, asking),
      }),
    },
  });
  return (
    question,
    { now = options.now, asker, history = [], ...request } = {},
  ) => {
    asking = asker;
    return resolver.resolve({
      request: { question, ...request },
      credentials: mockCredentials.user(),
      now,
      history,
      signal: new AbortController().signal,
    });
  };
}
