import { parseQuantity } from './quantity';
import { asList, asText, asTexts, dig } from '../snapshot/json';
import type { ResourceVersion } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

const MAX_VOLUMES = 5;

/** Why none of the recorded volumes fits a claim, a line for each of the nearest; nothing if one fits. */
export function pvMisfits(
  snapshot: Snapshot,
  claim: ResourceVersion,
): string[] {
  const volumes = snapshot
    .list('PersistentVolume')
    .filter(({ instance }) => instance === claim.instance);
  const judged = volumes.map(volume => ({
    volume,
    why: misfits(volume, claim),
  }));
  if (judged.some(({ why }) => why.length === 0)) {
    return [];
  }
  return judged
    .sort((a, b) => a.why.length - b.why.length)
    .slice(0, MAX_VOLUMES)
    .map(({ volume, why }) => `${volume.name}: ${why.join(', ')}`);
}

function misfits(volume: ResourceVersion, claim: ResourceVersion): string[] {
  const why: string[] = [];
  const [has, wants] = [volume.body.spec, claim.body.spec];
  const boundTo = dig(has, 'claimRef');
  if (
    boundTo &&
    !(
      dig(boundTo, 'name') === claim.name &&
      dig(boundTo, 'namespace') === claim.namespace
    )
  ) {
    why.push(
      `bound to ${asText(dig(boundTo, 'namespace'))}/${asText(
        dig(boundTo, 'name'),
      )}`,
    );
  }
  const classes = [
    asText(dig(has, 'storageClassName')) ?? '',
    asText(dig(wants, 'storageClassName')) ?? '',
  ];
  if (classes[0] !== classes[1]) {
    why.push(`class ${classes[0] || '–'} ≠ ${classes[1] || '–'}`);
  }
  const capacity = asText(dig(has, 'capacity', 'storage')) ?? '0';
  const asked = asText(dig(wants, 'resources', 'requests', 'storage')) ?? '0';
  if (parseQuantity(capacity) < parseQuantity(asked)) {
    why.push(`capacity ${capacity} < ${asked}`);
  }
  const modes = asList(dig(has, 'accessModes'));
  const lacking = asList(dig(wants, 'accessModes')).filter(
    mode => !modes.includes(mode),
  );
  if (lacking.length > 0) {
    why.push(`access mode ${lacking.join(', ')} ∉ ${modes.join(', ')}`);
  }
  const labels = new Map(asTexts(dig(volume.body, 'metadata', 'labels')));
  const wrong = asTexts(dig(wants, 'selector', 'matchLabels')).filter(
    ([name, value]) => labels.get(name) !== value,
  );
  if (wrong.length > 0) {
    why.push(`selector ${wrong.map(pair => pair.join('=')).join(', ')}`);
  }
  return why;
}
