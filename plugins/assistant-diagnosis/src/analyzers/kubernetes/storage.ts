import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { viewEvent } from '../../snapshot/events';
import { asTexts, asText, asTime, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { describeCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { pvMisfits } from '../../kubernetes/pvMisfits';
import { canProvision, hasVolumes, isAwaited, isStatic } from './claims';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'storage-class-missing': [
    'the storage class of the claim does not exist',
    'класса хранения, указанного в заявке, не существует',
  ],
  'volume-provisioning-failing': [
    'the volume cannot be provisioned',
    'том не удаётся создать',
  ],
  'pvc-no-matching-volume': [
    'no volume fits the claim',
    'ни один том не подходит под заявку',
  ],
  'pvc-pending': ['the claim is not bound', 'заявка на том не привязана'],
  'pvc-lost': [
    'the volume of the claim is gone',
    'том, к которому привязана заявка, пропал',
  ],
  'volume-failed': ['the volume failed', 'том в состоянии ошибки'],
});

type Cause = Parameters<typeof causes.title>[0];
const GRACE = 60_000;

/** Claims and volumes. A claim that waits for its first consumer is well. */
export const storage: Analyzer = {
  id: 'kubernetes/storage',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const claim of snapshot.list('PersistentVolumeClaim')) {
      const phase = asText(dig(claim.body, 'status', 'phase'));
      if (phase === 'Lost') {
        yield describe(claim, {
          cause: 'pvc-lost',
          directness: 'direct',
        });
      } else if (phase === 'Pending' && ageOf(snapshot, claim) > GRACE) {
        const told = judgePending(snapshot, claim);
        if (told) {
          yield describe(claim, told);
        }
      }
    }
    for (const volume of snapshot.list('PersistentVolume')) {
      if (asText(dig(volume.body, 'status', 'phase')) === 'Failed') {
        yield describe(volume, {
          cause: 'volume-failed',
          directness: 'direct',
          text: asText(dig(volume.body, 'status', 'message')),
        });
      }
    }
  },
};

function ageOf(snapshot: Snapshot, version: ResourceVersion): number {
  return (
    snapshot.at -
    (asTime(dig(version.body, 'metadata', 'creationTimestamp')) ??
      version.validFrom)
  );
}

interface Told {
  cause: Cause;
  directness: Candidate['directness'];
  text?: string;
  event?: ResourceVersion;
}

function judgePending(
  snapshot: Snapshot,
  claim: ResourceVersion,
): Told | undefined {
  const className = asText(dig(claim.body, 'spec', 'storageClassName'));
  const events = snapshot.eventsOf(claim);
  const newest = [...events]
    .reverse()
    .find(event =>
      /Provision|FailedBinding|WaitFor|External/.test(viewEvent(event).reason),
    );
  const message = newest ? viewEvent(newest).message : '';
  if (/storageclass.*not found/i.test(message)) {
    return {
      cause: 'storage-class-missing',
      directness: 'direct',
      text: message,
      event: newest,
    };
  }
  const storageClass =
    className === undefined
      ? undefined
      : snapshot.get({
          system: claim.system,
          instance: claim.instance,
          kind: 'StorageClass',
          name: className,
        });
  const waits = newest
    ? viewEvent(newest).reason === 'WaitForFirstConsumer'
    : storageClass?.body.volumeBindingMode === 'WaitForFirstConsumer';
  if (waits && !isAwaited(snapshot, claim)) {
    return undefined;
  }
  if (
    newest &&
    viewEvent(newest).reason === 'ProvisioningFailed' &&
    !isStatic(storageClass, message)
  ) {
    return {
      cause: 'volume-provisioning-failing',
      directness: 'direct',
      text: message,
      event: newest,
    };
  }
  if (
    className &&
    !storageClass &&
    snapshot.isRecorded(claim.instance, 'StorageClass') &&
    !hasVolumes(snapshot, claim, className)
  ) {
    return {
      cause: 'storage-class-missing',
      directness: 'inferred',
      text: className,
      event: newest,
    };
  }
  const misfits = pvMisfits(snapshot, claim);
  if (misfits.length > 0 && !(storageClass && canProvision(storageClass))) {
    return {
      cause: 'pvc-no-matching-volume',
      directness: 'inferred',
      text: misfits.join('; '),
      event: newest,
    };
  }
  return waits
    ? undefined
    : {
        cause: 'pvc-pending',
        directness: 'symptom',
        text: message,
        event: newest,
      };
}

function describe(version: ResourceVersion, told: Told): Candidate {
  const text = quote(told.text ?? '');
  const phase = asText(dig(version.body, 'status', 'phase')) ?? '';
  const wanted = asTexts(dig(version.body, 'spec', 'resources', 'requests'))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const state = resourceEvidence(
    version,
    say(
      `${version.kind} ${version.name}: ${phase}${
        wanted && `, asks for ${wanted}`
      }`,
      `${version.kind} ${version.name}: ${phase}${
        wanted && `, запрошено: ${wanted}`
      }`,
    ),
  );
  return {
    cause: told.cause,
    subject: toRef(version),
    title: causes.title(
      told.cause,
      version.name,
      text ? say(text, text) : undefined,
    ),
    severity: 'error',
    directness: told.directness,
    reasons: [
      {
        text: text
          ? say(
              `What was said of it: ${text}.`,
              `Что об этом сообщается: ${text}.`,
            )
          : say(`Its phase is ${phase}.`, `Её фаза: ${phase}.`),
        evidence: [
          state.id,
          ...(told.event ? [eventEvidence(told.event).id] : []),
        ],
      },
    ],
    evidence: [state, ...(told.event ? [eventEvidence(told.event)] : [])],
    since: asTime(dig(version.body, 'metadata', 'creationTimestamp')),
    activeWhile: 'always',
    nextChecks: [
      {
        text: say(
          'See its events, and the volumes and classes there are.',
          'Посмотреть её события, а также имеющиеся тома и классы.',
        ),
        command: describeCommand(version),
      },
    ],
    values: { name: version.name },
  };
}
