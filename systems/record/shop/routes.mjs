/**
 * The requests of the shop and what each service calls for them. `timeoutMs` is how long the caller waits, `optional`
 * calls may fail without harm to the request.
 */
export const ROUTES = [
  {
    share: 0.36,
    method: 'GET',
    uri: '/',
    calls: [
      ['product-catalog'],
      ['recs-serving', { timeoutMs: 300, optional: true }],
    ],
  },
  {
    share: 0.24,
    method: 'GET',
    uri: '/search',
    calls: [['search', { timeoutMs: 3000 }]],
  },
  {
    share: 0.28,
    method: 'GET',
    uri: '/p/{id}',
    calls: [
      ['product-catalog'],
      ['recs-serving', { timeoutMs: 300, optional: true }],
    ],
  },
  {
    share: 0.12,
    method: 'POST',
    uri: '/checkout',
    calls: [['checkout', { timeoutMs: 5000 }]],
  },
];

export const CALLS = {
  checkout: [
    ['orders', { timeoutMs: 500 }],
    ['payments', { timeoutMs: 2000 }],
  ],
  search: [['product-catalog', { timeoutMs: 1000 }]],
  payments: [['fraud-serving', { timeoutMs: 300, optional: true }]],
};

/** What a service answers on, seen from inside. */
export const OWN_ROUTE = {
  checkout: ['POST', '/checkout'],
  orders: ['POST', '/orders'],
  'product-catalog': ['GET', '/products/{id}'],
  search: ['GET', '/query'],
  payments: ['POST', '/authorisations'],
  'recs-serving': ['POST', '/v1/models/recs-ranker:predict'],
  'fraud-serving': ['POST', '/v1/models/fraud-model:predict'],
  'web-analytics': ['POST', '/collect'],
};

/** What the caller writes when a call goes wrong. */
export const COMPLAINTS = {
  storefront: {
    checkout: ({ status, ms, reason }) => [
      'ERROR',
      'upstream',
      `checkout call failed: ${reason ?? `status ${status}`} after ${ms} ms`,
    ],
    search: ({ ms }) => [
      'WARN',
      'upstream',
      `search answered too late after ${ms} ms`,
    ],
    'product-catalog': ({ status }) => [
      'WARN',
      'upstream',
      `product-catalog answered ${status}`,
    ],
    'recs-serving': ({ status }) => [
      'WARN',
      'recs',
      `recs fallback used reason=${
        status === 504 ? 'timeout' : `upstream_${status}`
      }`,
    ],
  },
  checkout: {
    orders: ({ ms, status }) => [
      'ERROR',
      'example.shop.checkout.OrderService',
      `orders answered ${status} after ${ms} ms`,
    ],
    payments: ({ ms, status }) =>
      status === 504
        ? [
            'ERROR',
            'example.shop.checkout.PaymentClient',
            `Read timed out: POST http://payments.payments:8080/authorisations after ${ms} ms`,
          ]
        : [
            'ERROR',
            'example.shop.checkout.PaymentClient',
            `payments answered ${status}: authorisation refused after ${ms} ms`,
          ],
  },
  search: {
    'product-catalog': ({ status }) => [
      'WARN',
      'example.shop.search.QueryService',
      `prices missing, product-catalog answered ${status}`,
    ],
  },
  payments: {
    'fraud-serving': ({ ms }) => [
      'WARN',
      'example.payments.api.FraudClient',
      `no fraud score after ${ms} ms, small order passes`,
    ],
  },
};
