import type { DiagnosisWords } from './DiagnosisWords';
import { countRu, formRu } from './TimeWords';
import { verdictRu } from './verdict.ru';

const list = new Intl.ListFormat('ru', { type: 'conjunction' });

const SOURCES = {
  resource: 'Состояние',
  event: 'Событие',
  log: 'Лог',
  metric: 'Метрика',
  change: 'Изменение',
};

const CONFIDENCE = {
  confirmed: 'подтверждено, система сообщает об этом сама',
  likely: 'вероятно, это следует из записанного, но прямо нигде не сказано',
  possible: 'возможно, записан только симптом',
};

const services = (count: number) =>
  countRu(count, 'сервис', 'сервиса', 'сервисов');

/** «Все 21 сервис» is no Russian. */
const allHealthy = (total: number) =>
  formRu(total, 'one', 'few', 'many') === 'one'
    ? `Сервисов ${total}, все в порядке.`
    : `Все ${services(total)} в порядке.`;

function normally(low: string | undefined, high: string | undefined) {
  if (low === undefined || high === undefined) {
    return '';
  }
  return low === high ? `, обычно ${low}` : `, обычно от ${low} до ${high}`;
}

/** Russian. */
export const ru: DiagnosisWords = {
  verdict: verdictRu,
  independently: ({ verdict: text }) => `Независимо от этого: ${text}`,
  notItself: ({ names }) => `Дело не в ${list.format(names)}. `,
  ended: ({ name, phrase, from, to }) =>
    `${name} снова в порядке${to ? ` с ${to}` : ''}. До этого${
      from ? `, с ${from}` : ''
    }: ${phrase}.`,
  asOf: ({ at }) => `На ${at}: `,
  detailsForOwners: ({ name }) => `Подробности доступны владельцам (${name}).`,
  outside: ({ name }) =>
    name
      ? `Причина того, что происходит с ${name}, лежит за пределами того, что вам видно.`
      : 'Причина лежит за пределами того, что вам видно.',
  alsoOutside: () =>
    'У части происходящего причина лежит за пределами того, что вам видно.',
  notProvable: ({ name, best, cite }) =>
    `По записанным данным причину${name ? ` (${name})` : ''} доказать нельзя${
      best ? `; вероятнее всего: ${best}` : ''
    }.${cite}`,
  healthy: ({ names, total }) =>
    total === 1 ? `${names[0]} в порядке.` : allHealthy(total),
  looked: ({ workloads, pods, series, logTemplates, newest }) =>
    `Просмотрено: ${list.format([
      countRu(
        workloads,
        'рабочая нагрузка',
        'рабочие нагрузки',
        'рабочих нагрузок',
      ),
      countRu(pods, 'под', 'пода', 'подов'),
      countRu(series, 'ряд метрик', 'ряда метрик', 'рядов метрик'),
      countRu(
        logTemplates,
        'вид записей в логах',
        'вида записей в логах',
        'видов записей в логах',
      ),
    ])}${newest ? `; самая свежая запись сделана ${newest} назад` : ''}.`,
  unknownHealth: ({ name }) =>
    `Как дела${
      name ? ` (${name})` : ''
    }, сказать нельзя: телеметрии об этом нет.`,
  needAttention: ({ count, total }) =>
    `${formRu(
      count,
      'Требует внимания',
      'Требуют внимания',
      'Требуют внимания',
    )} ${count} из ${total} ${formRu(
      total,
      'сервиса',
      'сервисов',
      'сервисов',
    )}.`,
  healthRow: ({ name, phrase, since, more }) =>
    `${name}${phrase ? `: ${phrase}` : ''}${since ? `, с ${since}` : ''}${
      more > 0 ? ` (и ещё ${more})` : ''
    }`,
  healthRest: ({ healthy, unknown }) =>
    [
      healthy > 0 && `${services(healthy)} в порядке`,
      unknown > 0 &&
        `о ${unknown} ${formRu(
          unknown,
          'сервисе',
          'сервисах',
          'сервисах',
        )} данных нет`,
    ]
      .filter(Boolean)
      .join('; ')
      .replace(/^./, first => first.toLocaleUpperCase('ru'))
      .concat('.'),
  gap: ({ source, from, to }) =>
    to
      ? `Нет данных от ${source} с ${from} до ${to}.`
      : `Нет данных от ${source} с ${from}.`,
  gapProvesNothing: () => 'Это молчание ничего не доказывает.',

  doNow: () => '**Что сделать сейчас**',
  checkNext: () => '**Что проверить дальше**',
  settle: () => '**Что это прояснит**',
  runbookOfAlert: ({ address, cite }) =>
    `У алерта своя инструкция: ${address}${cite}`,
  why: ({ reason, more, cite }) =>
    `**Почему**: ${reason}${cite}${
      more > 0
        ? ` (ещё ${countRu(more, 'довод', 'довода', 'доводов')} в карточке)`
        : ''
    }`,
  changed: ({ at, detail, cite }) =>
    `**Что изменилось**: ${detail}, в ${at}${cite}`,
  nothingChanged: () =>
    '**Что изменилось**: незадолго до этого изменений не записано.',
  affected: ({ names, withheld }) =>
    `**Кого задело**: ${list.format([
      ...names,
      ...(withheld > 0
        ? [`${names.length > 0 ? 'ещё ' : ''}${withheld}, вам не показано`]
        : []),
    ])}`,
  ruledOut: ({ items }) => `**Исключено**: ${items.join('; ')}`,
  sure: ({ confidence, reasons }) =>
    `**Насколько точно**: ${CONFIDENCE[confidence]}${
      reasons > 0 ? ` (${countRu(reasons, 'довод', 'довода', 'доводов')})` : ''
    }.`,
  handled: ({ name, state, by, until }) =>
    `${name}: ${state === 'muted' ? 'заглушено' : 'взято в работу'} (${by}${
      until ? `, до ${until}` : ''
    }).`,
  chronic: ({ names }) => `Дольше суток: ${list.format(names)}.`,

  changes: ({ name, count, from, to, newest }) =>
    count === 0
      ? `С ${from} до ${to} изменений${name ? ` (${name})` : ''} не было.`
      : `С ${from} до ${to}: ${countRu(
          count,
          'изменение',
          'изменения',
          'изменений',
        )}${name ? ` (${name})` : ''}, последнее в ${newest}.`,
  suspectLead: ({ at, suspect }) => `Изменение в ${at} было ${suspect}.`,
  suspect: ({ name, before }) =>
    before ? `за ${before} до сбоя (${name})` : `прямо перед сбоем (${name})`,
  more: ({ count }) => `… и ещё ${count}`,
  logs: ({ name, templates, lines, errors }) =>
    `${countRu(lines, 'запись', 'записи', 'записей')} в логах${
      name ? ` (${name})` : ''
    }, ${countRu(templates, 'вид', 'вида', 'видов')}; ${
      errors === 0 ? 'ошибок среди них нет' : `с уровнем ошибки: ${errors}`
    }.`,
  noLogs: ({ name, from, to }) =>
    `С ${from} до ${to} записей в логах${name ? ` (${name})` : ''} нет.`,
  template: ({ count, severity, last, cite }) =>
    `**${count} ×** ${severity}, последняя в ${last}${cite}`,
  newestLine: ({ at, pod }) =>
    `Самая свежая запись, ${at}${pod ? `, под ${pod}` : ''}:`,
  exception: ({ exception }) => `Исходное исключение: ${exception}`,
  sinceWhen: ({ name, since, age, phrase, cite }) =>
    `С ${since}, уже ${age}. ${name}: ${phrase}.${cite}`,
  sinceUnknown: ({ name, phrase, first, cite }) =>
    `Когда это началось, не записано; впервые замечено в ${first}. ${name}: ${phrase}.${cite}`,
  nothingSince: ({ name }) =>
    `За это время ничего не случилось${
      name ? ` (${name})` : ''
    }: начинаться нечему.`,
  charts: ({ count, name }) =>
    `${countRu(count, 'метрика', 'метрики', 'метрик')}${
      name ? ` (${name})` : ''
    }:`,
  noCharts: ({ name, from, to }) =>
    `С ${from} до ${to} метрик${name ? ` (${name})` : ''} не записано.`,
  chartLine: ({ title, now, low, high, unusual }) =>
    `**${title}**: ${now}${normally(low, high)}${unusual ? ', необычно' : ''}`,

  needsAttentionNote: ({ name, phrase }) =>
    `Прямо сейчас внимания требует ${name}: ${phrase}.`,
  evidenceTitle: source => SOURCES[source],

  askSince: () => 'С какого времени?',
  askLogs: ({ name }) => `Покажи последние логи ${name}`,
  askChanged: ({ name }) => `Что ещё изменилось в ${name}?`,
  askChangedLately: ({ name }) => `Что изменилось в ${name} за последний час?`,
  askWhy: ({ name }) => `Что случилось с ${name}?`,
  askRelated: ({ name }) => `Как там ${name}?`,
};
