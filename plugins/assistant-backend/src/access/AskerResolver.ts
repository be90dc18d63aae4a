import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import { assistantTelemetryReadPermission } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Asker, UserCredentials } from '../ask/stages';
import { DisclosureLevels } from './DisclosureLevels';
import type { EntityIndex } from './EntityIndex';
import type { EntitySnapshot } from './EntitySnapshot';
import type { AccessOptions } from './options';
import {
  type AssistantEntityFilter,
  type AssistantEntityResource,
  toPermissionResource,
} from './permissionRules';
import type { VisibleEntitiesReader } from './VisibleEntitiesReader';
import { waitFor } from './waitFor';

const TIMEOUT_MS = 10_000;

export interface AskerResolverOptions {
  access: AccessOptions;
  permissions: Pick<PermissionsService, 'authorizeConditional'>;
  userInfo: UserInfoService;
  index: EntityIndex;
  visibleEntities: VisibleEntitiesReader;
  /** All rules of `assistant-entity`, those of other modules included. */
  ruleset: PermissionRuleset<AssistantEntityResource, AssistantEntityFilter>;
  /** Reads what people on call have open; absent where nobody can open anything. */
  readOpened?: (asker: {
    userRef: string;
    principals: readonly string[];
  }) => Promise<ReadonlySet<string>>;
}

/** Who asks, with the catalog as it was when their rights were looked up. */
export interface ResolvedAsker {
  asker: Asker;
  /** Knows more than the person may see: intersect with `asker.levelOf` before use. */
  snapshot: EntitySnapshot;
}

/** Finds out, once per request, who asks and what they may see at this moment. */
export class AskerResolver {
  readonly #options: AskerResolverOptions;

  constructor(options: AskerResolverOptions) {
    this.#options = options;
  }

  /**
   * @throws ServiceUnavailableError when it cannot be found out; nothing may be shown then.
   */
  async resolve(options: {
    credentials: UserCredentials;
    signal: AbortSignal;
  }): Promise<ResolvedAsker> {
    const { credentials, signal } = options;
    const { access, index, visibleEntities, ruleset, readOpened } =
      this.#options;
    const [identity, snapshot] = await Promise.all([
      this.#identify(credentials, signal),
      index.current({ signal }),
    ]);
    const { user, readEntities, readTelemetry } = identity;
    const own = new Set([user.userEntityRef, ...user.ownershipEntityRefs]);
    const principals = access.parentGroups
      ? snapshot.withParents(own)
      : [...own];
    const { userEntityRef: userRef } = user;
    const [visible, opened] = await Promise.all([
      visibleEntities.read({ decision: readEntities, credentials, signal }),
      readOpened?.({ userRef, principals }) ?? new Set<string>(),
    ]);
    const authorize = createConditionAuthorizer(ruleset);
    const levels = new DisclosureLevels({
      access,
      visible,
      snapshot,
      principals,
      opened,
      mayReadTelemetry: ref =>
        authorize(readTelemetry, toPermissionResource(ref, snapshot)),
    });
    return {
      snapshot,
      asker: {
        userRef,
        principals,
        filter: { entities: visible, principals },
        levelOf: ref => levels.levelOf(ref),
      },
    };
  }

  async #identify(credentials: UserCredentials, signal: AbortSignal) {
    const { permissions, userInfo } = this.#options;
    try {
      const [user, decisions] = await waitFor(
        Promise.all([
          userInfo.getUserInfo(credentials),
          permissions.authorizeConditional(
            [
              { permission: catalogEntityReadPermission },
              { permission: assistantTelemetryReadPermission },
            ],
            { credentials },
          ),
        ]),
        { signal, timeoutMs: TIMEOUT_MS },
      );
      return { user, ...readDecisions(decisions) };
    } catch (error) {
      signal.throwIfAborted();
      throw new ServiceUnavailableError(
        'It cannot be found out who you are and what you may see, so nothing is shown. Ask again in a minute; if it stays so, check that the auth and permission plugins are running.',
        error,
      );
    }
  }
}

function readDecisions(decisions: readonly PolicyDecision[]) {
  const [readEntities, readTelemetry] = decisions;
  if (!readEntities || !readTelemetry) {
    throw new Error('The permission system left a question unanswered');
  }
  return { readEntities, readTelemetry };
}
