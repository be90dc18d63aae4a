import {
  type Finding,
  type ResourceRef,
  type Subject,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosureLevel } from '../../ask/stages';
import { createFinding } from '../../database/testUtils/findings';
import type { Holder } from '../holders/Holder';
import type { JudgedFinding } from '../holders/withHolders';
import type { StoredFinding } from '../ports';
import { discloseFinding } from './discloseFinding';
import type { Viewer } from './Viewer';

const subjectOf = (name: string): Subject => ({
  system: 'kubernetes',
  instance: 'prod',
  kind: 'Deployment',
  namespace: 'shop',
  name,
  environment: 'prod',
  entityRef: `component:default/${name}`,
});
const same = (text: string) => ({ en: text, ru: `${text} (ru)` });
const heldBy = (...names: string[]): Holder => ({
  entityRefs: names.map(name => `component:default/${name}`),
  users: [],
  namespaced: true,
});

function judged(more: Partial<JudgedFinding> = {}): JudgedFinding {
  const finding: Finding = createFinding('checkout', {
    evidence: [
      evidence('event:own', subjectOf('checkout')),
      evidence('event:foreign', subjectOf('payments')),
    ],
    reasons: [
      { text: same('own reason'), evidence: ['event:own'] },
      {
        text: same('foreign reason'),
        evidence: ['event:own', 'event:foreign'],
      },
      { text: same('names payments'), evidence: [] },
    ],
    victims: ['web', 'payments', 'hidden'].map(subjectOf),
    ruledOut: [same('payments changed'), same('nothing else')],
    nextChecks: [
      { text: same('look'), command: 'kubectl get pod' },
      { text: same('look there'), command: 'kubectl get deploy payments' },
    ],
    change: {
      id: 'change:1',
      at: 1,
      subject: subjectOf('payments'),
      kind: 'image',
      text: same('payments was changed'),
      detail: same('image 1 → 2'),
      score: 1,
    },
  });
  const payments = refKey(subjectOf('payments'));
  return {
    ...finding,
    holders: Object.fromEntries(
      ['checkout', 'payments', 'web', 'hidden'].map(name => [
        refKey(subjectOf(name)),
        heldBy(name),
      ]),
    ),
    mentions: {
      reasons: [[], [], [payments]],
      ruledOut: [[payments], []],
      nextChecks: [[], [payments]],
    },
    queries: { 'event:own': 'q' },
    ...more,
  };
}

const evidence = (id: string, subject: ResourceRef) => ({
  id,
  source: 'event' as const,
  at: 1_000,
  text: same(`text of ${id}`),
  subject,
});

const stored = (finding: Finding): StoredFinding => ({
  finding,
  version: 1,
  firstSeen: 1_000,
  activeSince: 1_000,
  lastSeen: 2_000,
  state: 'acknowledged',
  chronic: false,
  entityRefs: [],
  handling: {
    action: 'acknowledge',
    by: 'user:default/ann',
    at: 3_000,
    reason: 'limit 512Mi',
  },
});

function viewer(
  levels: Record<string, DisclosureLevel>,
  more: Partial<Viewer> = {},
): Viewer {
  return {
    asker: {
      userRef: 'user:default/ann',
      principals: [],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: ref => levels[ref.split('/')[1]] ?? 'none',
    },
    catalog: { get: () => undefined },
    language: 'en',
    operators: [],
    causes: new Map([['container-oom-killed', same('out of memory')]]),
    production: ['prod'],
    links: { event: 'https://events.test/{name}?q={query}' },
    ...more,
  };
}

describe('discloseFinding', () => {
  it('tells an owner what is theirs, and nothing that speaks of others', () => {
    const finding = discloseFinding(
      stored(judged()),
      viewer({ checkout: 'full', web: 'full', payments: 'state' }),
    );
    expect(finding).toMatchObject({
      level: 'full',
      title: 'checkout runs out of memory',
      production: true,
      evidence: [
        { id: 'event:own', sourceUrl: 'https://events.test/checkout?q=q' },
      ],
      reasons: [{ text: 'own reason' }],
      victims: expect.arrayContaining([
        expect.objectContaining({ name: 'web', namespace: 'shop' }),
        expect.objectContaining({ name: 'payments' }),
      ]),
      withheldVictims: 0,
      ruledOut: ['nothing else'],
      nextChecks: [{ text: 'look', command: 'kubectl get pod' }],
      handling: { reason: 'limit 512Mi' },
    });
    expect(finding?.change).toBeUndefined();
    const { subject, victims, ...rest } = finding!;
    // whose state one may know is named, and no more
    expect(
      victims.find(({ name }) => name === 'payments')?.namespace,
    ).toBeUndefined();
    expect(subject.namespace).toBe('shop');
    expect(JSON.stringify(rest)).not.toMatch(/payments|hidden/);
  });

  it('tells everything to who sees everything, in their language', () => {
    const levels = Object.fromEntries(
      ['checkout', 'payments', 'web', 'hidden'].map(name => [
        name,
        'full' as const,
      ]),
    );
    const finding = discloseFinding(
      stored(judged()),
      viewer(levels, { language: 'ru' }),
    );
    expect(finding).toMatchObject({
      change: { evidenceId: 'change:1', detail: 'image 1 → 2 (ru)' },
      withheldVictims: 0,
    });
    expect(finding?.reasons).toHaveLength(3);
    expect(finding?.victims).toHaveLength(3);
  });

  it('tells a reader the name and the cause, without a value', () => {
    const finding = discloseFinding(
      stored(judged({ title: same('checkout: limit 512Mi') })),
      viewer({ checkout: 'state', web: 'full' }),
    );
    expect(finding).toMatchObject({
      level: 'state',
      title: 'checkout: out of memory',
      subject: { name: 'checkout' },
      evidence: [],
      victims: [],
      withheldVictims: 0,
    });
    expect(finding?.subject.namespace).toBeUndefined();
    expect(JSON.stringify(finding)).not.toMatch(/512Mi|event:own|own reason/);
  });

  it('is not there for a stranger, nor in full for anybody without its holders', () => {
    expect(discloseFinding(stored(judged()), viewer({}))).toBeUndefined();
    expect(
      discloseFinding(
        stored(createFinding('checkout')),
        viewer({ checkout: 'full' }),
      ),
    ).toBeUndefined();
  });

  it('shows a node to owners of what runs on it as its state alone', () => {
    const node: Subject = {
      system: 'kubernetes',
      instance: 'prod',
      kind: 'Node',
      name: 'node-1',
      environment: 'prod',
    };
    const finding = judged({
      subject: node,
      cause: 'unheard-of',
      holders: {
        [refKey(node)]: {
          entityRefs: [],
          users: ['component:default/checkout'],
          namespaced: false,
        },
      },
    });
    expect(
      discloseFinding(stored(finding), viewer({ checkout: 'full' })),
    ).toMatchObject({
      level: 'state',
      title: 'node-1: something is wrong',
      subject: { kind: 'Node', name: 'node-1' },
    });
    expect(
      discloseFinding(stored(finding), viewer({ checkout: 'state' })),
    ).toBeUndefined();
  });
});
