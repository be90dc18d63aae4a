/** What each service says while all is well: [logger, text], about once in `every` requests. */
const id = random => random.whole(10_000_000, 99_999_999);
const ms = time => Math.max(1, Math.round(time));

export const CHATTER = {
  storefront: {
    every: 1100,
    lines: [
      (r, t) => ['http.access', `GET /p/${id(r)} 200 in ${ms(t)} ms`],
      (r, t) => [
        'http.access',
        `GET /search?page=${r.whole(1, 9)} 200 in ${ms(t)} ms`,
      ],
      r => [
        'shelves',
        `shelf bestsellers rendered with ${r.whole(8, 24)} products`,
      ],
    ],
  },
  checkout: {
    every: 130,
    lines: [
      (r, t) => [
        'example.shop.checkout.OrderService',
        `Order ${id(r)} placed for cart ${r.hex(12)} in ${ms(t)} ms`,
      ],
      r => [
        'example.shop.checkout.StockClient',
        `Reserved ${r.whole(1, 7)} items for cart ${r.hex(12)}`,
      ],
      r => [
        'example.shop.checkout.PaymentClient',
        `Payment authorised for order ${id(r)}`,
      ],
    ],
  },
  orders: {
    every: 150,
    lines: [
      r => [
        'example.shop.orders.OrderStore',
        `Order ${id(r)} moved from NEW to PAYMENT_PENDING`,
      ],
      r => [
        'example.shop.orders.OutboxPublisher',
        `published ${r.whole(1, 12)} events to orders.events`,
      ],
    ],
  },
  'product-catalog': {
    every: 2600,
    lines: [
      r => [
        'stock',
        `stock refreshed: ${r.whole(11_000, 12_500)} products in ${r.whole(
          120,
          260,
        )} ms`,
      ],
      r => [
        'prices',
        `price list ${r.whole(100, 140)} active for ${r.whole(3, 5)} regions`,
      ],
    ],
  },
  search: {
    every: 420,
    lines: [
      (r, t) => [
        'example.shop.search.QueryService',
        `query took ${ms(t)} ms, ${r.whole(0, 4000)} hits`,
      ],
      r => [
        'example.shop.search.IndexReader',
        `searcher refreshed, ${r.whole(3, 9)} segments`,
      ],
    ],
  },
  payments: {
    every: 130,
    lines: [
      (r, t) => [
        'example.payments.api.AuthorisationService',
        `authorisation ${r.hex(8)} accepted in ${ms(t)} ms`,
      ],
      r => [
        'example.payments.ledger.Ledger',
        `two ledger rows written for payment ${r.hex(8)}`,
      ],
    ],
  },
  'payments-worker': {
    every: 120,
    lines: [
      r => [
        'example.payments.worker.CaptureJob',
        `captured payment ${r.hex(8)} at provider route primary`,
      ],
    ],
  },
  'recs-serving': {
    every: 1300,
    lines: [
      (r, t) => [
        'recs_server.predict',
        `ranked ${r.whole(80, 240)} products in ${ms(
          t,
        )} ms model=recs-ranker version=41`,
      ],
      r => [
        'recs_server.features',
        `feature fetch hit ratio 0.9${r.whole(1, 8)}`,
      ],
    ],
  },
  'fraud-serving': {
    every: 130,
    lines: [
      r => [
        'fraud_server.predict',
        `scored payment ${r.hex(8)} score=0.0${r.whole(1, 9)}`,
      ],
    ],
  },
  'events-ingest': {
    every: 160,
    lines: [
      r => [
        'example.data.ingest.LakeWriter',
        `closed file took=${r.whole(600, 2400)} ms rows=${r.whole(900, 5000)}`,
      ],
    ],
  },
  'web-analytics': {
    every: 3000,
    lines: [
      r => ['analytics.rollup', `rolled up ${r.whole(2000, 5000)} visits`],
    ],
  },
};

/** The words of a start, by runtime. */
export const START = {
  java: (component, version, seconds) => [
    [
      'org.springframework.boot.StartupInfoLogger',
      `Starting ${component} v${version} using Java 21.0.9 with PID 1`,
    ],
    [
      'org.springframework.boot.StartupInfoLogger',
      `Started ${component} in ${seconds} seconds (process running for ${(
        seconds * 1.07
      ).toFixed(2)})`,
    ],
  ],
  python: (component, version) => [
    ['uvicorn.error', `${component} ${version} started, waiting for requests`],
  ],
  native: (component, version) => [
    ['main', `${component} ${version} listening on :8080`],
  ],
};
