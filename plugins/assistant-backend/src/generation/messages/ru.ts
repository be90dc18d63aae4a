import type { LiveGap, Messages, NamedPage } from './Messages';

const plural = new Intl.PluralRules('ru');
const date = new Intl.DateTimeFormat('ru-RU', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const list = new Intl.ListFormat('ru', { type: 'conjunction' });

const STEPS: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'шаг',
  few: 'шага',
  many: 'шагов',
};
const steps = (count: number) =>
  `${count} ${STEPS[plural.select(count)] ?? 'шага'}`;
/** Titles stay in the nominative after a dash or a bracket: names of services are not inflected. */
const pageOf = ({ title, owner }: NamedPage) =>
  `«${title}»${owner ? ` (${owner})` : ''}`;

const LIVE = {
  state: (entity?: string) =>
    entity ? `Всё ли сейчас в порядке (${entity})` : 'Всё ли сейчас в порядке',
  'what-changed': (entity?: string) =>
    entity
      ? `Что менялось в последнее время (${entity})`
      : 'Что менялось в последнее время',
  metric: (entity?: string) =>
    entity
      ? `Что показывают метрики сейчас (${entity})`
      : 'Что показывают метрики сейчас',
  diagnose: (entity?: string) =>
    entity
      ? `Что сломалось прямо сейчас (${entity})`
      : 'Что сломалось прямо сейчас',
};

const MANAGED = {
  argocd: (entity: string) =>
    `${entity} под управлением Argo CD: откатывайте через Git, отменой коммита. Правку, сделанную в кластере руками, ближайшая синхронизация вернёт назад.`,
  flux: (entity: string) =>
    `${entity} под управлением Flux: откатывайте через Git, отменой коммита. Правку, сделанную в кластере руками, Flux вернёт назад.`,
  helm: (entity: string) =>
    `${entity} под управлением Helm: возвращайтесь на последнюю исправную ревизию релиза (\`helm rollback\`), а не откатывайте Deployment руками.`,
};

const GAPS: Record<LiveGap, string> = {
  'not-connected': 'текущее состояние к этой установке не подключено',
  'not-answering': 'текущее состояние сейчас прочитать не удалось',
  'nothing-recorded': 'телеметрии об этом нет',
};

const upperFirst = (text: string) =>
  text.charAt(0).toLocaleUpperCase('ru') + text.slice(1);

/** Russian. */
export const ru: Messages = {
  language: 'ru',
  runbook: ({ page, steps: count, cite }) =>
    `На этот случай есть инструкция ${pageOf(page)}: ${steps(count)}.${cite}`,
  pageOnly: ({ page, cite }) =>
    `Об этом рассказывает страница ${pageOf(page)}.${cite}`,
  liveUnknown: ({ question, entity, reason }) =>
    `${LIVE[question](entity)}, сказать нельзя: ${GAPS[reason]}.`,
  liveNote: ({ reason }) =>
    `${upperFirst(
      GAPS[reason],
    )}: здесь то, что советует инструкция, а не то, что сломалось прямо сейчас.`,
  byHand: ({ page, cite }) =>
    `Чтобы посмотреть самостоятельно, лучше всего подходит страница ${pageOf(
      page,
    )}.${cite}`,
  checkFirst: () => '**Сначала проверьте**',
  mind: () => '**Учтите**',
  escalate: () => '**Когда звать на помощь**',
  related: () => '**Ещё по теме**',
  otherLanguage: ({ page }) =>
    page === 'en'
      ? 'Страница написана по-английски; шаги и команды приведены как есть.'
      : 'Страница написана по-русски.',
  production: ({ environment, context }) =>
    `Команды выполняются в продакшене (${[
      environment,
      context && `контекст \`${context}\``,
    ]
      .filter(Boolean)
      .join(', ')}).`,
  managed: ({ by, entity }) => MANAGED[by](entity),
  missing: ({ names }) =>
    `Подставьте сами: ${list.format(names.map(name => `\`<${name}>\``))}.`,
  unknownEntity: () =>
    'Названного объекта нет среди тех, что видны вам в каталоге, поэтому ответ общий.',
  ownsNothing: () =>
    'За вами и вашими группами в каталоге не числится ни одного сервиса, поэтому ответ общий.',
  denseFilling: () =>
    'База документов ещё достраивается: страницы, написанные другими словами, могут пока не находиться.',
  unknown: () => 'Ни одна из доступных вам страниц на это не отвечает.',
  searched: ({ entities, builtAt, generation }) =>
    `Где искали: ${
      entities.length > 0
        ? `сначала страницы, относящиеся к ${list.format(entities)}, затем `
        : ''
    }все страницы, которые вам доступны` +
    `${
      builtAt
        ? ` (версия ${generation} от ${date.format(new Date(builtAt))})`
        : ''
    }.`,
  nearest: () => 'Возможно, пригодится:',
  whatNow: ({ entity }) =>
    entity
      ? `Спросите владельцев (${entity}). Когда ответ найдётся, запишите его рядом с остальными инструкциями: в следующий раз он будет здесь.`
      : 'Уточните, о каком сервисе речь, или спросите его владельцев. Когда ответ найдётся, запишите его рядом с остальными инструкциями.',
  smallTalk: () =>
    'Спросите, как вывести сервис из аварии, что значит термин или где описан нужный шаг. Ответы берутся из инструкций и руководств, которые вам доступны, и всегда со ссылкой на источник.',
  outOfScope: () =>
    'Это за пределами здешних инструкций и руководств: они о работе сервисов и ML-конвейеров.',
  stepsTitle: ({ page }) => page.title,
  suggestSteps: ({ page }) => `Какие шаги на странице «${page}»?`,
  suggestPage: ({ page }) => `Что сказано на странице «${page}»?`,
  suggestEscalation: ({ page }) => `Когда звать на помощь: «${page}»?`,
  suggestGeneral: () => [
    'Как откатить неудачный релиз?',
    'Что делать, если растёт лаг консьюмера?',
    'Что такое бюджет ошибок?',
    'Что передать сменщику после дежурства?',
  ],
  modelFailed: () =>
    'Языковая модель не ответила; то, что выше, составлено только по страницам.',
  modelRemedy: () =>
    'Повторите вопрос через минуту. Если не поможет, тем, кто обслуживает портал, стоит проверить адрес в assistant.model.',
  modelIncomplete: () => 'На этом месте текст модели обрывается.',
  unsupported: () => 'источника нет',
};
