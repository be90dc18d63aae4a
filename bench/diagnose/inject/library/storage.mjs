import {
  claim,
  deployment,
  mounted,
  podOf,
  storageClass,
  volume,
} from '../manifests.mjs';

const user = ns => deployment({ ns, name: 'ledger', ...mounted() });
/** One claim and one volume of a class of their own, so that namespaces do not take each other's. */
const pair = (ns, wanted, offered) => [
  storageClass({ ns }),
  volume({ ns, ...offered }),
  claim({ ns, storageClassName: `manual-${ns}`, ...wanted }),
  user(ns),
];
const tier = value => ({ selector: { matchLabels: { tier: value } } });

export const storage = [
  {
    id: 'storage-class',
    causes: ['storage-class-missing'],
    objects: ({ ns, well }) => [
      storageClass({ ns }),
      volume({ ns }),
      claim({ ns, storageClassName: well ? `manual-${ns}` : 'fast-nvme' }),
      user(ns),
    ],
  },
  {
    id: 'claim-access-mode',
    causes: ['pvc-no-matching-volume'],
    objects: ({ ns, well }) =>
      pair(ns, { mode: well ? 'ReadWriteOnce' : 'ReadWriteMany' }),
  },
  {
    id: 'claim-selector',
    causes: ['pvc-no-matching-volume'],
    objects: ({ ns, well }) =>
      pair(ns, tier(well ? 'fast' : 'archive'), { labels: { tier: 'fast' } }),
  },
  {
    id: 'claim-capacity',
    causes: ['pvc-no-matching-volume'],
    objects: ({ ns, well }) =>
      pair(ns, { size: well ? '1Gi' : '20Gi' }, { size: '5Gi' }),
  },
  {
    id: 'claim-volume-taken',
    causes: ['pvc-no-matching-volume'],
    objects: ({ ns, well }) => [
      ...pair(ns),
      ...(well ? [volume({ ns, name: 'disk-2' })] : []),
      claim({ ns, name: 'archive', storageClassName: `manual-${ns}` }),
      deployment({ ns, name: 'archive', ...mounted('archive') }),
    ],
  },
  {
    id: 'claim-template-class',
    causes: ['storage-class-missing'],
    objects: ({ ns, well }) => [
      storageClass({ ns }),
      volume({ ns }),
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'store', namespace: ns },
        spec: {
          serviceName: 'store',
          replicas: well ? 1 : 2,
          selector: { matchLabels: { app: 'store' } },
          template: podOf({ name: 'store' }),
          volumeClaimTemplates: [
            claim({
              storageClassName: well ? `manual-${ns}` : 'gp3-encrypted',
            }),
          ],
        },
      },
    ],
  },
  {
    // nothing is wrong with a claim that waits for its first pod
    id: 'claim-waits-for-pod',
    healthyOnly: true,
    causes: [],
    objects: ({ ns }) => [
      storageClass({ ns, mode: 'WaitForFirstConsumer' }),
      claim({ ns, storageClassName: `manual-${ns}` }),
    ],
  },
];
