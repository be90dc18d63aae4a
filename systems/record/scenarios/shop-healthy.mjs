import { before, LATELY, PAST, reapply, release } from './common.mjs';

/** A day as any other: a harmless release, a changed setting, a busy quarter of an hour. Nothing is wrong. */
export const scenario = {
  title: 'The shop on a day when nothing is wrong',
  question: 'Is anything wrong with the shop?',
  before,
  past: PAST,
  lately: LATELY,
  live: [
    {
      at: 60,
      title: 'a harmless release: product-catalog',
      work: ({ prod }) =>
        release(prod, 'product-catalog', {
          image: 'shop/product-catalog:2.9.2',
        }),
    },
    {
      at: 150,
      title: 'a harmless setting: checkout',
      work: ({ prod }) =>
        reapply(prod, 'checkout', {
          config: { PAYMENTS_MODE: 'direct', PAYMENTS_BREAKER_OPEN_AT: '0.6' },
        }),
    },
    {
      at: 200,
      title: 'a busy quarter of an hour',
      async work({ prod }) {
        prod.shop.surge['/'] = 1.2;
      },
    },
  ],
  remember: [140, 320],
  end: 600,
};
