import type {
  AnswerEvent,
  AnswerEventBody,
  Citation,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { scriptDiagnosis } from './scriptedDiagnosis';

const citations: Citation[] = [
  {
    number: 1,
    kind: 'document',
    title: 'Runbook: checkout',
    headingPath: ['Runbook: checkout', 'Crash loop after a release'],
    url: '/docs/default/component/checkout/runbook/#crash-loop-after-a-release',
    entityRef: 'component:default/checkout',
    entityTitle: 'checkout',
    snippet: 'Give back the former release first.',
    at: '2026-11-20T08:00:00Z',
  },
  {
    number: 2,
    kind: 'document',
    title: 'Handbook: releases',
    headingPath: ['Handbook: releases', 'Going back'],
    url: '/docs/default/component/handbook/releases/#going-back',
    entityRef: 'component:default/handbook',
    entityTitle: 'handbook',
    snippet: 'A release that is taken back is written into the journal.',
    at: '2026-10-02T08:00:00Z',
  },
];

const english = {
  verdict:
    '**Give back the former release of checkout**, then read why the new one fails.[^1] The journal of releases wants a line.[^2]',
  title: 'Crash loop after a release',
  steps: [
    'See which revision ran before.',
    'Give back the former revision.',
    'Watch the restarts stop for **five minutes**.',
  ],
  body: 'A release that was taken back stays blocked until its owner lets it go.[^2]\n\n- Ask in `#checkout`\n- ![evil](http://evil.example/x.png) [evil](javascript:alert(1))',
  model:
    'In short: undo the rollout, wait, and look at the limits of the new release before it goes out again.[^1]',
  note: 'Two pages that fit are outside of what you may read.',
  suggestions: ['Who owns checkout?', 'What changed in the last release?'],
};

const russian: typeof english = {
  verdict:
    '**Верните предыдущий релиз checkout**, затем разберитесь, почему падает новый.[^1] В журнал релизов нужна запись.[^2]',
  title: 'Crash loop after a release',
  steps: [
    'Посмотрите, какая ревизия работала раньше.',
    'Верните предыдущую ревизию.',
    'Пять минут следите, что перезапуски прекратились.',
  ],
  body: 'Отозванный релиз остаётся закрыт, пока его не откроет владелец.[^2]',
  model: 'Коротко: откатить, подождать, проверить лимиты нового релиза.[^1]',
  note: 'Две подходящие страницы вам читать нельзя.',
  suggestions: ['Чей это сервис?', 'Что изменилось в последнем релизе?'],
};

const commands = [
  'kubectl -n shop rollout history deployment/checkout',
  'kubectl -n shop rollout undo deployment/checkout --to-revision=<revision>',
];

function textBlock(
  blockId: string,
  origin: 'evidence' | 'model',
  role: 'verdict' | 'body' | 'unknown' | 'note',
  text: string,
): AnswerEventBody[] {
  const words = text.split(/(?<=\s)/);
  return [
    { type: 'text-start', blockId, origin, role },
    ...words.map(
      word => ({ type: 'text-delta', blockId, text: word } as const),
    ),
    { type: 'text-end', blockId },
  ];
}

function steps(words: typeof english): AnswerEventBody {
  return {
    type: 'steps-available',
    blockId: 's',
    title: words.title,
    source: { title: citations[0].title, url: citations[0].url },
    steps: words.steps.map((text, index) => ({
      number: index + 1,
      text,
      commands: commands.slice(index, index + 1).map(code => ({
        language: 'sh',
        code,
        missing: code.includes('<') ? ['<revision>'] : [],
      })),
      citation: 1,
      url: citations[0].url,
    })),
  };
}

function content(question: string, words: typeof english): AnswerEventBody[] {
  if (question.includes('unknown')) {
    const text =
      'No page answers this. 42 documents of checkout were searched.';
    return textBlock('u', 'evidence', 'unknown', text);
  }
  if (/failing|падает/i.test(question)) {
    return scriptDiagnosis(words === russian ? 'ru' : 'en');
  }
  return [
    ...citations.map(
      citation => ({ type: 'citation-available', citation } as const),
    ),
    ...textBlock('v', 'evidence', 'verdict', words.verdict),
    steps(words),
    ...textBlock('b', 'evidence', 'body', words.body),
    ...(question.includes('model')
      ? textBlock('m', 'model', 'body', words.model)
      : []),
    ...textBlock('n', 'evidence', 'note', words.note),
  ];
}

function end(question: string): AnswerEventBody {
  const builtAt = '2026-11-22T03:00:00Z';
  return {
    type: 'answer-end',
    status: 'complete',
    tookMs: 312,
    basis: {
      documents: { generation: 7, builtAt, dense: 'ready' },
      telemetry: { version: 18204, at: new Date().toISOString() },
    },
    model: question.includes('model')
      ? {
          model: 'qwen3-8b',
          host: 'llm.example',
          dataPolicy: 'metadata',
          sent: ['question', 'documents', 'names'],
        }
      : undefined,
  };
}

/** A written answer; a question with "model" in it gets a model's words, one with "unknown" none at all, one with "failing" a diagnosis. */
export function scriptAnswer(options: {
  answerId: string;
  conversationId: string;
  question: string;
}): AnswerEvent[] {
  const { question } = options;
  const language = /[а-яё]/i.test(question) ? 'ru' : 'en';
  const words = language === 'ru' ? russian : english;
  const at = new Date().toISOString();
  const bodies: AnswerEventBody[] = [
    { type: 'answer-start', ...options, language, at },
    {
      type: 'scope-resolved',
      entities: [
        { entityRef: 'component:default/checkout', title: 'checkout' },
      ],
      origin: 'question',
      environment: 'prod',
      asOf: at,
      questionClass: 'how-to',
    },
    ...content(question, words),
    { type: 'suggestions-available', suggestions: words.suggestions },
    end(question),
  ];
  return bodies.map((body, sequence) => ({ ...body, sequence } as AnswerEvent));
}
