import { REGISTRY } from '../shop/components.mjs';
import { before, LATELY, PAST, reapply, release } from './common.mjs';

const IMAGE = 'ml/recs-server:2026.11.42';

/**
 * Somebody mistypes the tag of the new recommender: the registry has no such image. Two of three pods are gone before
 * the new ones would be there, the last one cannot carry the load and the storefront falls back to bestsellers.
 */
export const scenario = {
  title: 'The new revision of recs-serving cannot be pulled',
  question: 'Why is recs-serving not ready?',
  entityRef: 'component:default/recs-serving',
  before,
  past: PAST,
  lately: LATELY,
  live: [
    {
      at: 50,
      title: 'an innocent release: storefront',
      work: ({ prod }) =>
        release(prod, 'storefront', { image: 'shop/storefront:5.31.1' }),
    },
    {
      at: 120,
      title: 'the release with the wrong tag',
      async work({ prod }) {
        prod.missingImages.add(`${REGISTRY}/${IMAGE}`);
        await reapply(prod, 'recs-serving', { image: IMAGE });
      },
    },
  ],
  remember: [110, 240],
  end: 760, // past the ten minutes that a Deployment may take
};
