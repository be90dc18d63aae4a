import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { viewerOf } from '../testUtils/snapshot';
import { buildCauseGraph } from './buildCauseGraph';

const ref = (name: string) => `component:default/${name}`;
const subject = (name: string) => ({
  system: 'kubernetes',
  kind: 'Deployment',
  name,
  instance: 'prod',
  environment: 'prod',
  entityRef: ref(name),
  entityTitle: name.toUpperCase(),
});
const finding: Finding = {
  id: 'f',
  cause: 'c',
  title: 't',
  severity: 'error',
  subject: subject('db'),
  production: true,
  level: 'full',
  state: 'active',
  chronic: false,
  firstSeen: '',
  lastSeen: '',
  confidence: 'likely',
  reasons: [],
  evidence: [],
  victims: [subject('web')],
  withheldVictims: 2,
  ruledOut: [],
  nextChecks: [],
};
const need = (from: string, to: string) => ({ from: ref(from), to: ref(to) });
const options = {
  findings: [finding],
  hit: [ref('api'), ref('web')],
  dependencies: [
    need('web', 'db'),
    need('web', 'search'),
    need('web', 'secret'),
    need('far', 'away'),
  ],
  viewer: viewerOf({ web: 'full', search: 'state', db: 'full', far: 'full' }),
};

describe('buildCauseGraph', () => {
  it('shows the cause, whom it hits, healthy neighbours, and a number for the rest', () => {
    expect(buildCauseGraph(options)).toEqual({
      nodes: [
        {
          id: ref('db'),
          title: 'DB',
          role: 'cause',
          entityRef: ref('db'),
          findingId: 'f',
        },
        { id: ref('web'), title: 'WEB', role: 'victim', entityRef: ref('web') },
        { id: ref('api'), title: 'api', role: 'victim', entityRef: ref('api') },
        {
          id: ref('search'),
          title: 'search',
          role: 'healthy',
          entityRef: ref('search'),
        },
        { id: 'withheld', title: '2 more, not shown to you', role: 'withheld' },
      ],
      edges: [
        need('web', 'db'),
        need('web', 'search'),
        need('api', 'db'),
        { from: 'withheld', to: ref('db') },
      ],
    });
  });

  it('is not there without a finding', () => {
    expect(buildCauseGraph({ ...options, findings: [] })).toBeUndefined();
  });
});
