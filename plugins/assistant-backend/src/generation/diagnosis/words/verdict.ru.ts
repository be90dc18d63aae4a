import type { VerdictParts } from './DiagnosisWords';
import type { Trouble } from './troubles';

/** Without gender: names of services have none. */
const VERBS: Record<Trouble, string> = {
  memory: 'падает',
  crashes: 'падает',
  restarts: 'раз за разом перезапускается',
  'cannot-start': 'не может запустить новые поды',
  unreachable: 'не получает запросов',
  trouble: 'не в порядке',
};

const MOVED = {
  lowered: ['снизил', 'снизили'],
  raised: ['поднял', 'подняли'],
  changed: ['изменил', 'изменили'],
} as const;

/** «релиз 3.15.0 снизил лимит памяти с 1Gi до 512Mi». */
function changeClause({
  version,
  quantity,
  item,
}: NonNullable<VerdictParts['change']>): string {
  if (quantity) {
    const { name, from, to, direction } = quantity;
    const [release, people] = MOVED[direction];
    return version
      ? `релиз ${version} ${release} ${name} с ${from} до ${to}`
      : `${name} ${people} с ${from} до ${to}`;
  }
  const what = item ? ` (${item})` : '';
  return version ? `вышел релиз ${version}${what}` : `было изменение${what}`;
}

function beforeThat(change: VerdictParts['change']): string {
  if (!change || change.order === 'after') {
    return '';
  }
  const clause = changeClause(change);
  if (change.order === 'around') {
    return ` Примерно тогда же ${clause}.`;
  }
  return change.before
    ? ` За ${change.before} до этого ${clause}.`
    : ` Прямо перед этим ${clause}.`;
}

/** The first sentence of a diagnosis in Russian; a second one tells the change. */
export function verdictRu({
  name,
  trouble,
  phrase,
  since,
  change,
  cite,
}: VerdictParts) {
  const when = since ? ` с ${since}` : '';
  const figure = /, (лимит \S+)$/.exec(phrase)?.[1];
  const memory =
    figure && !change?.quantity
      ? `не хватает памяти, ${figure}`
      : 'не хватает памяти';
  const cause = trouble === 'memory' ? memory : phrase;
  return `${name} ${VERBS[trouble]}${when}: ${cause}.${beforeThat(
    change,
  )}${cite}`;
}
