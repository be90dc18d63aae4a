import { randomUUID } from 'node:crypto';
import type { AnswerEventBody } from '@smart-assistant/backstage-plugin-assistant-common';
import { telemetryBatches } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { DatabaseFindingStore } from '../findings';
import { CHECKOUT, PAYMENTS, createStores } from '../testUtils/answers';
import { eachEngine } from '../testUtils/eachEngine';
import { createFinding } from '../testUtils/findings';
import { clearTelemetry } from '../testUtils/telemetry';
import { DatabaseTelemetryBase } from './DatabaseTelemetryBase';

const { NOON } = telemetryBatches;
const MINUTE = 60_000;
const ANN = 'user:default/ann';
const SECRET = 'say "S3CR3T_%"';

eachEngine('purging quotes of telemetry', getEngine => {
  let stores: Awaited<ReturnType<typeof createStores>>;
  let findings: DatabaseFindingStore;
  let base: DatabaseTelemetryBase;
  const conversationsDeleted = jest.fn(async () => undefined);

  beforeEach(async () => {
    const engine = getEngine();
    await clearTelemetry(engine);
    await engine.knex('conversation').delete();
    await engine.knex('finding').delete();
    stores = await createStores(engine, () => ANN);
    findings = new DatabaseFindingStore({ knex: engine.knex });
    base = new DatabaseTelemetryBase({
      engine,
      journal: { conversationsDeleted },
    });
  });

  /** An answer from telemetry, as the ask path writes one. */
  async function tell(options: {
    question?: string;
    language?: 'en' | 'ru';
    text?: string;
    events?: AnswerEventBody[];
    entityRef?: string;
    at?: number;
    telemetry?: boolean;
    running?: boolean;
  }) {
    const { language = 'en', question = 'Why?', text = 'Well.' } = options;
    const answerId = randomUUID();
    const at = new Date(options.at ?? NOON);
    const { conversationId } = await stores.answers.begin({
      answerId,
      ownerRef: ANN,
      question,
      title: question,
      language,
      at,
    });
    const bodies: AnswerEventBody[] = [
      {
        type: 'answer-start',
        answerId,
        conversationId,
        question,
        language,
        at: at.toISOString(),
      },
      ...(options.events ?? []),
      { type: 'text-delta', blockId: 'b', text },
    ];
    await stores.answers.append({
      answerId,
      events: bodies.map((body, sequence) => ({ ...body, sequence })),
      entityRefs: [options.entityRef ?? CHECKOUT],
      askedRefs: [],
      audiences: [],
    });
    if (!options.running) {
      await stores.answers.finish({
        answerId,
        state: 'complete',
        language,
        text,
        basis:
          options.telemetry === false
            ? {}
            : { telemetry: { version: 1, at: at.toISOString() } },
        at,
      });
    }
    return answerId;
  }

  const eventsOf = (answerId: string) =>
    stores.answers.readEvents({ answerId, after: -1, limit: 99 });
  const isCut = async (answerId: string) =>
    (await stores.answers.read(answerId))?.text.match(
      /deleted by an administrator|удалён администратором/,
    ) !== null;

  it('cuts answers that quote the text, wherever it stands, in their language', async () => {
    const inText = await tell({ text: `they ${SECRET.toLowerCase()} often` });
    const inEvent = await tell({
      language: 'ru',
      events: [
        { type: 'suggestions-available', suggestions: [`look at ${SECRET}`] },
      ],
    });
    const running = await tell({ text: SECRET, running: true });
    const other = await tell({ text: 'say "S3CR3T and %"' });
    await expect(base.purge({ contains: SECRET })).resolves.toEqual({
      rows: 0,
      deadLetters: 0,
      findings: 0,
      answers: 3,
    });
    const [start, ...rest] = await eventsOf(inEvent);
    expect(start).toMatchObject({ type: 'answer-start', question: 'Why?' });
    expect(rest).toEqual([
      expect.objectContaining({ type: 'text-start', role: 'note' }),
      expect.objectContaining({
        type: 'text-delta',
        text: expect.stringContaining('удалён администратором'),
      }),
      expect.objectContaining({ type: 'text-end' }),
      expect.objectContaining({ type: 'answer-end', status: 'complete' }),
    ]);
    expect(rest.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(await stores.answers.read(inText)).toMatchObject({
      text: expect.stringContaining('deleted by an administrator'),
    });
    expect(await isCut(other)).toBe(false);
    expect(conversationsDeleted).toHaveBeenCalled();

    // whoever was still writing adds nothing to it
    await stores.answers.append({
      answerId: running,
      events: [
        { type: 'text-delta', blockId: 'b', text: SECRET, sequence: 99 },
      ],
      entityRefs: [],
      askedRefs: [],
      audiences: [],
    });
    await stores.answers.finish({
      answerId: running,
      state: 'complete',
      language: 'en',
      text: SECRET,
      basis: {},
      at: new Date(NOON),
    });
    expect(JSON.stringify(await eventsOf(running))).not.toContain('S3CR3T');
    expect(await isCut(running)).toBe(true);
  });

  it('takes the text out of what people wrote themselves', async () => {
    const asked = await tell({ question: `who does ${SECRET}?` });
    await stores.answers.setFeedback({
      answerId: asked,
      ownerRef: ANN,
      rating: 'helpful',
      comment: SECRET,
      at: new Date(NOON),
    });
    await base.purge({ contains: SECRET });
    const { knex } = getEngine();
    const rows = [
      await knex('answer'),
      await knex('answer_event'),
      await knex('conversation'),
      await knex('feedback').where({ answer_id: asked }),
    ];
    expect(JSON.stringify(rows)).not.toContain('S3CR3T');
    expect(rows[2]).toMatchObject([{ title: '[deleted by an administrator]' }]);
  });

  it('cuts answers that rest on the entity and the time', async () => {
    const evidenceAt = (at: number): AnswerEventBody[] => [
      {
        type: 'scope-resolved',
        entities: [],
        origin: 'page',
        asOf: new Date(at).toISOString(),
        questionClass: 'diagnose',
      },
    ];
    const within = await tell({ at: NOON });
    const later = NOON + 60 * MINUTE;
    const looksBack = await tell({ at: later, events: evidenceAt(NOON) });
    const elsewhere = await tell({ at: NOON, entityRef: PAYMENTS });
    const after = await tell({ at: later });
    const documents = await tell({ at: NOON, telemetry: false });
    await expect(
      base.purge({
        entityRef: 'Component:default/Checkout',
        from: NOON - MINUTE,
        to: NOON + MINUTE,
      }),
    ).resolves.toMatchObject({ answers: 2 });
    const cut = await Promise.all(
      [within, looksBack, elsewhere, after, documents].map(isCut),
    );
    expect(cut).toEqual([true, true, false, false, false]);
    await expect(base.purge({ from: later })).resolves.toMatchObject({
      answers: 2,
    });
    expect(await isCut(after)).toBe(true);
  });

  it('deletes findings that rest on it', async () => {
    const quoting = createFinding('checkout', {
      evidence: [
        {
          id: 'e',
          source: 'log',
          at: NOON,
          text: { en: SECRET, ru: SECRET },
          subject: createFinding('checkout').subject,
        },
      ],
    });
    const judge = () =>
      findings.judge({
        findings: [quoting, createFinding('payments')],
        version: 1,
        at: NOON,
        scope: 'all',
      });
    const left = async () => (await getEngine().knex('finding')).length;
    await judge();
    await expect(base.purge({ contains: SECRET })).resolves.toMatchObject({
      findings: 1,
    });
    expect(await left()).toBe(1);
    await judge();
    await expect(
      base.purge({ entityRef: PAYMENTS, to: NOON - 1 }),
    ).resolves.toMatchObject({ findings: 0 });
    await expect(
      base.purge({ entityRef: PAYMENTS, from: NOON }),
    ).resolves.toMatchObject({ findings: 1 });
    expect(await left()).toBe(1);
  });
});
