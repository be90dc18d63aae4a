import { causeOfImagePull, parseImage } from '../../causes/imagePull';
import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { viewEvent } from '../../snapshot/events';
import { toRef } from '../../snapshot/owners';
import { getCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { illPods, type IllPod } from './illPods';
import { severityOf } from './severityOf';
import type { ContainerView } from '../../kubernetes/pod';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'image-not-found': [
    'the image or its tag does not exist',
    'образа или его тега не существует',
  ],
  'image-access-denied': [
    'the registry denies access to the image',
    'реестр не даёт доступа к образу',
  ],
  'image-rate-limited': [
    'the registry limits the number of pulls',
    'реестр ограничивает число загрузок',
  ],
  'image-platform-mismatch': [
    'the image is not built for the platform of the node',
    'образ не собран для платформы узла',
  ],
  'image-name-invalid': [
    'the name of the image is not valid',
    'имя образа записано неверно',
  ],
  'registry-name-unresolved': [
    'the name of the registry cannot be resolved',
    'имя реестра образов не разрешается в DNS',
  ],
  'registry-unreachable': [
    'the registry does not answer',
    'реестр образов не отвечает',
  ],
  'registry-certificate-invalid': [
    'the certificate of the registry is not accepted',
    'сертификат реестра образов не принимается',
  ],
  'image-never-pulled': [
    'the image is not on the node and must not be pulled',
    'образа нет на узле, а загрузка запрещена политикой Never',
  ],
  'image-disk-full': [
    'the node has no room for the image',
    'на узле нет места для образа',
  ],
  'image-pull-failing': [
    'the image cannot be pulled',
    'образ не удаётся загрузить',
  ],
});

const WAITING =
  /^(ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;
const EVENTS = new Set([
  'Failed',
  'InspectFailed',
  'ErrImageNeverPull',
  'FailedPull',
  'BackOff',
]);

/** Images that do not arrive, by the words of the registry. */
export const imagePulls: Analyzer = {
  id: 'kubernetes/image-pulls',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const ill of illPods(snapshot)) {
      for (const container of ill.pod.containers) {
        if (WAITING.test(container.waiting?.reason ?? '')) {
          yield describe(snapshot, ill, container);
        }
      }
    }
  },
};

function describe(
  snapshot: Snapshot,
  { pod, workload }: IllPod,
  container: ContainerView,
): Candidate {
  const waiting = container.waiting ?? { reason: '', message: '' };
  const events = snapshot.eventsOf(pod.version).filter(version => {
    const { reason, message, involved } = viewEvent(version);
    return (
      EVENTS.has(reason) &&
      /image|pull/i.test(message) &&
      (container.image === '' ||
        message.includes(container.image) ||
        involved.fieldPath?.includes(`{${container.name}}`) ||
        !/"/.test(message))
    );
  });
  // the newest word that tells counts; a back-off only repeats that it failed
  const messages = [
    waiting.message,
    ...[...events].reverse().map(event => viewEvent(event).message),
  ];
  const telling = messages.find(message => causeOfImagePull(message));
  const cause =
    causeOfImagePull(telling ?? '') ??
    causeOfImagePull(waiting.reason) ??
    'image-pull-failing';
  const state = resourceEvidence(
    pod.version,
    say(
      `${container.name} waits: ${waiting.reason}, image ${quote(
        container.image,
      )}`,
      `${container.name} ожидает: ${waiting.reason}, образ ${quote(
        container.image,
      )}`,
    ),
  );
  const shown = events
    .filter(event => viewEvent(event).message === telling)
    .slice(-1)
    .concat(events.slice(-1))
    .map(eventEvidence);
  const { registry, tag } = parseImage(container.image);
  return {
    cause,
    subject: toRef(pod.version),
    title: causes.title(
      cause,
      workload,
      say(quote(container.image, 120), quote(container.image, 120)),
    ),
    severity: severityOf(snapshot, pod.version),
    directness: cause === 'image-pull-failing' ? 'symptom' : 'direct',
    reasons: [
      {
        text: say(
          `The pull fails: ${quote(telling ?? waiting.message)}.`,
          `Загрузка не удаётся: ${quote(telling ?? waiting.message)}.`,
        ),
        evidence: [state.id, ...shown.map(({ id }) => id)],
      },
    ],
    evidence: [state, ...shown],
    since: pod.created,
    explains: ['pod-not-ready', 'init-container-failing'],
    nextChecks: [
      {
        text: say(
          `See whether the tag ${quote(tag, 80)} exists in ${quote(
            registry,
            80,
          )} and what the running revision uses.`,
          `Проверить, есть ли тег ${quote(tag, 80)} в ${quote(
            registry,
            80,
          )} и какой образ у работающей ревизии.`,
        ),
        command: getCommand(snapshot.topOwnerOf(pod.version)),
      },
    ],
    values: {
      pod: pod.version.name,
      container: container.name,
      image: container.image,
      tag,
      registry,
    },
  };
}
