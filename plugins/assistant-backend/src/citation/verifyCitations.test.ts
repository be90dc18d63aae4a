import { verifySentence } from './verifyCitations';

const sources = new Map([
  [
    '1',
    'Roll back in Git. Argo CD would undo a rollback made with kubectl. Run argocd app sync checkout.',
  ],
  [
    'P2',
    'Откатывайте через Git: argocd app sync checkout вернёт прежний образ.',
  ],
]);

describe('verifySentence', () => {
  it.each([
    ['Roll back in Git, since Argo CD would undo it [^1].', true, ['1']],
    ['Roll back in Git [1].', true, ['1']],
    ['Откатывайте релиз через Git [^P2].', true, ['P2']],
    ['Drink more water and sleep well tonight [^1].', false, ['1']],
    ['Roll back in Git [^9].', false, []],
    ['Roll back in Git.', false, []],
    [
      'Roll back in Git with argocd_force_delete and exit 999 [^1].',
      false,
      ['1'],
    ],
    ['Синхронизируйте: argocd app sync checkout [^1].', true, ['1']],
    ['Выпейте воды [^1].', false, ['1']],
  ])('%s', (sentence, supported, labels) => {
    expect(verifySentence(sentence, sources)).toMatchObject({
      supported,
      labels,
    });
  });

  it('takes out marks that lead nowhere', () => {
    expect(verifySentence('Roll back in Git [^9] [^1].', sources).text).toBe(
      'Roll back in Git [^1].',
    );
  });
});

describe('verifySentence, of a diagnosis', () => {
  const facts = new Map([
    [
      '1',
      'Finding (critical): "checkout: container runs out of memory (OOMKilled), limit 512Mi", 5 restarts',
    ],
  ]);

  it.each([
    [
      'The checkout container runs out of memory at its limit of 512Mi [^1].',
      true,
    ],
    [
      'The checkout container runs out of memory at its limit of 256Mi [^1].',
      false,
    ],
    ['The checkout container runs out of memory since 14:02 [^1].', false],
    [
      'The container runs out of memory, and payments_db lost its disk [^1].',
      false,
    ],
    [
      'The checkout container runs out of memory while the payments database is overloaded by a crawler [^1].',
      false,
    ],
    [
      'Контейнеру checkout не хватает памяти: OOMKilled, лимит 512Mi [^1].',
      true,
    ],
    ['Сервису payments не хватает памяти [^1].', false],
  ])('%s', (sentence, supported) => {
    expect(verifySentence(sentence, facts, { strict: true }).supported).toBe(
      supported,
    );
  });
});
