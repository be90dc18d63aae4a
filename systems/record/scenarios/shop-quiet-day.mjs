import { before, LATELY, PAST, reapply, release } from './common.mjs';

const HOUR = 3_600_000;

/** A day and an hour of the shop: quiet at night, busy in the evening, five harmless changes. Nothing is wrong. */
export const scenario = {
  title: 'A day of the shop on which nothing is wrong',
  question: 'Was anything wrong with the shop today?',
  long: true,
  normal: 25 * HOUR,
  sampleSeconds: 60,
  shop: { prod: { visits: 17, thin: 10 }, stage: { thin: 20 } },
  before,
  past: PAST.slice(0, 1),
  lately: [
    daily(20, ({ prod, stage }) =>
      Promise.all([prod, stage].map(cluster => release(cluster, 'search'))),
    ),
    daily(13, ({ prod, stage }) =>
      Promise.all(
        [prod, stage].map(cluster => release(cluster, 'fraud-serving')),
      ),
    ),
    daily(
      8,
      ({ prod }) =>
        release(prod, 'checkout', { image: 'shop/checkout:3.14.3' }),
      true,
    ),
    daily(3, ({ prod }) =>
      reapply(prod, 'product-catalog', { config: { STOCK_REFRESH: '45s' } }),
    ),
    ...LATELY,
  ],
  live: [
    {
      at: 40,
      title: 'a harmless release: storefront',
      work: ({ prod }) =>
        release(prod, 'storefront', { image: 'shop/storefront:5.31.1' }),
    },
  ],
  remember: [],
  end: 200,
};

/** A change so many hours ago; the state after one of them is enough to keep. */
function daily(hours, work, remember = false) {
  return { ago: hours * HOUR, forget: true, remember, work };
}
