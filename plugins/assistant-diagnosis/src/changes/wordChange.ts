import { say } from '../wording';
import type { Bilingual } from '../findings/Finding';

/** Kinds of change; the weight, 0 to 1, says how often such a change breaks things. @public */
export const CHANGE_WEIGHTS = {
  image: 1,
  config: 1,
  env: 1,
  delivery: 1,
  resources: 0.95,
  probe: 0.95,
  selector: 0.95,
  port: 0.95,
  quota: 0.95,
  policy: 0.95,
  command: 0.95,
  scheduling: 0.85,
  volume: 0.85,
  account: 0.85,
  spec: 0.8,
  node: 0.8,
  deletion: 0.8,
  replicas: 0.6,
  restart: 0.5,
  labels: 0.3,
} as const;

/** @public */
export type ChangeKind = keyof typeof CHANGE_WEIGHTS;

interface Rule {
  pattern: RegExp;
  kind: ChangeKind;
  name(match: RegExpExecArray): [en: string, ru: string];
  /** The value itself is not shown. */
  hideValue?: boolean;
}

const RESOURCES_RU: Readonly<Record<string, string>> = {
  'limits.memory': 'лимит памяти',
  'limits.cpu': 'лимит CPU',
  'requests.memory': 'запрос памяти',
  'requests.cpu': 'запрос CPU',
};

const SECRET_LIKE = /pass|secret|token|key|credential|auth|dsn/i;

const RULES: readonly Rule[] = [
  {
    pattern: /ontainers\[([^\]]+)\]\.image$/,
    kind: 'image',
    name: ([, name]) => [`image of ${name}`, `образ ${name}`],
  },
  {
    pattern: /\.resources\.(limits|requests)\.([^.]+)$/,
    kind: 'resources',
    name: ([, type, resource]) => [
      `${resource} ${type === 'limits' ? 'limit' : 'request'}`,
      RESOURCES_RU[`${type}.${resource}`] ??
        `${type === 'limits' ? 'лимит' : 'запрос'} ${resource}`,
    ],
  },
  {
    pattern: /\.env\[([^\]]+)\]/,
    kind: 'env',
    name: ([, name]) => [`variable ${name}`, `переменная ${name}`],
  },
  {
    pattern: /\.(liveness|readiness|startup)Probe\.(.+)$/,
    kind: 'probe',
    name: ([, probe, field]) => [
      `${probe} probe ${field}`,
      `проверка ${probe} (${field})`,
    ],
  },
  {
    pattern: /ontainers\[[^\]]+\]\.(command|args)/,
    kind: 'command',
    name: ([, field]) => [field, field === 'args' ? 'аргументы' : 'команда'],
  },
  {
    pattern: /(?:ports\[|\.port$|targetPort|containerPort)/,
    kind: 'port',
    name: match => [`port (${match.input})`, `порт (${match.input})`],
  },
  {
    pattern: /^spec\.(?:minR|maxR|r)eplicas$/,
    kind: 'replicas',
    name: ({ input }) => [
      input.slice(5),
      input === 'spec.replicas' ? 'число реплик' : input.slice(5),
    ],
  },
  {
    pattern: /^spec\.hard\.(.+)$/,
    kind: 'quota',
    name: ([, resource]) => [`quota ${resource}`, `квота ${resource}`],
  },
  {
    pattern: /^spec\.(unschedulable|taints)/,
    kind: 'node',
    name: ([, field]) => [field, field],
  },
  {
    pattern: /nodeSelector|affinity|tolerations|topologySpread/,
    kind: 'scheduling',
    name: ({ input }) => [input, input],
  },
  {
    pattern: /^spec\.(?:selector|podSelector)/,
    kind: 'selector',
    name: ({ input }) => [input.slice(5), input.slice(5)],
  },
  {
    pattern: /^spec\.(?:ingress|egress|policyTypes)/,
    kind: 'policy',
    name: ({ input }) => [input.slice(5), input.slice(5)],
  },
  {
    pattern: /volumes\[|volumeMounts\[/,
    kind: 'volume',
    name: ({ input }) => [input, input],
  },
  {
    pattern: /serviceAccount|imagePullSecrets/,
    kind: 'account',
    name: ({ input }) => [input, input],
  },
  {
    pattern: /^data\.(.+)$/,
    kind: 'config',
    name: ([, key]) => [`key ${key}`, `ключ ${key}`],
  },
  {
    pattern: /restartedAt$/,
    kind: 'restart',
    name: () => ['restart asked for', 'запрошен перезапуск'],
  },
  {
    pattern: /(?:labels|annotations)\.(.+)$/,
    kind: 'labels',
    name: ([, label]) => [`label ${label}`, `метка ${label}`],
  },
];

/** Kind and words of one differing field. */
export function wordChange(change: {
  path: string;
  before?: string;
  after?: string;
}): { kind: ChangeKind; text: Bilingual } {
  const { path, before, after } = change;
  for (const { pattern, kind, name } of RULES) {
    const match = pattern.exec(path);
    if (match) {
      const [en, ru] = name(match);
      const values = valuesOf(kind, path, ...shorten(kind, before, after));
      return { kind, text: say(`${en}${values.en}`, `${ru}${values.ru}`) };
    }
  }
  const values = valuesOf('spec', path, before, after);
  return {
    kind: 'spec',
    text: say(`${path}${values.en}`, `${path}${values.ru}`),
  };
}

/** Of two images of one repository only the tags. */
function shorten(
  kind: ChangeKind,
  before: string | undefined,
  after: string | undefined,
): [string | undefined, string | undefined] {
  const end = before?.lastIndexOf(':') ?? -1;
  const repository = before?.slice(0, end + 1);
  return kind === 'image' && repository && after?.startsWith(repository)
    ? [before?.slice(end + 1), after.slice(end + 1)]
    : [before, after];
}

function valuesOf(
  kind: ChangeKind,
  path: string,
  before: string | undefined,
  after: string | undefined,
): Bilingual {
  if (before === undefined) {
    const value = isSecret(kind, path) ? '' : ` = ${short(after)}`;
    return say(` added${value}`, `: добавлено${value}`);
  }
  if (after === undefined) {
    return isSecret(kind, path)
      ? say(' removed', ': удалено')
      : say(
          ` removed (was ${short(before)})`,
          `: удалено (было ${short(before)})`,
        );
  }
  return isSecret(kind, path)
    ? say(' changed', ': изменено')
    : say(
        ` ${short(before)} → ${short(after)}`,
        ` ${short(before)} → ${short(after)}`,
      );
}

function isSecret(kind: ChangeKind, path: string): boolean {
  return (kind === 'env' || kind === 'config') && SECRET_LIKE.test(path);
}

function short(value: string | undefined): string {
  const text = value ?? '';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
