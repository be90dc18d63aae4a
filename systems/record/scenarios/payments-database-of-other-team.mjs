import { before, componentOf, LATELY, PAST, release } from './common.mjs';

/**
 * Team Payments releases 2.8.0, which wants a key that nobody has put into its Secret. Four of six pods never start;
 * the other two cannot carry the load. What hurts is checkout of Team Checkout, which released something harmless.
 */
export const scenario = {
  title: 'Checkout times out because payments cannot start',
  question: 'Why do orders time out in checkout?',
  entityRef: 'component:default/checkout',
  before,
  past: PAST,
  lately: LATELY,
  live: [
    {
      at: 50,
      title: 'an innocent release: checkout',
      work: ({ prod }) =>
        release(prod, 'checkout', { image: 'shop/checkout:3.14.3' }),
    },
    {
      at: 150,
      title: 'the release that misses a key of its Secret',
      work({ prod }) {
        const { secret } = componentOf(prod, 'payments');
        return release(prod, 'payments', {
          image: 'payments/payments:2.8.0',
          secret: { ...secret, wanted: ['PROVIDER_WEBHOOK_KEY'] },
        });
      },
    },
  ],
  remember: [140, 270],
  end: 600,
};
