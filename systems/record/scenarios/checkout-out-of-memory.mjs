import { before, LATELY, PAST, reapply, release } from './common.mjs';

const NEW_CHECKOUT = {
  image: 'shop/checkout:3.15.0',
  requests: { cpu: '500m', memory: '512Mi' },
  limits: { memory: '512Mi' },
};

/**
 * Release 3.15.0 of checkout halves its memory. In stage, with next to no traffic, it has run for three hours; in
 * production its pods fill up within two minutes and are killed again and again.
 */
export const scenario = {
  title: 'Checkout runs out of memory after release 3.15.0',
  question: 'Why is checkout failing?',
  entityRef: 'component:default/checkout',
  before,
  past: [
    ...PAST,
    {
      ago: 3 * 3_600_000,
      work: ({ stage }) => release(stage, 'checkout', NEW_CHECKOUT),
    },
  ],
  lately: LATELY,
  live: [
    {
      at: 60,
      title: 'an innocent release: product-catalog',
      work: ({ prod }) =>
        release(prod, 'product-catalog', {
          image: 'shop/product-catalog:2.9.2',
        }),
    },
    {
      at: 110,
      title: 'an innocent setting: orders',
      work: ({ prod }) =>
        reapply(prod, 'orders', {
          env: {
            JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=70',
            HIKARI_MAX_POOL: '20',
          },
        }),
    },
    {
      at: 165,
      title: 'the release that lowers the limit',
      work: ({ prod }) => release(prod, 'checkout', NEW_CHECKOUT),
    },
    {
      at: 195,
      title: 'many search: a loud neighbour',
      async work({ prod }) {
        prod.shop.surge['/search'] = 2.1;
      },
    },
  ],
  remember: [150, 290],
  end: 640,
};
