import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

const en = {
  unknownCause: 'something is wrong',
  memory: 'Memory',
  memoryLimit: 'Memory limit',
  errors: 'Share of failed requests',
  latency: 'Latency (95th percentile)',
  rate: 'Requests per second',
  restarts: 'Restarts',
  lag: 'Consumer lag',
  cpu: 'CPU',
  anomaly: 'Unusual',
  killed: 'Killed for memory',
  highest: (count: number) => `highest of ${count}`,
  changes: 'Changes',
  events: 'Events',
  logs: 'Logs',
  metrics: 'Metrics',
  alerts: 'Alerts',
  withheld: (count: number) => `${count} more, not shown to you`,
  askWhy: (title: string) => `Why is ${title} in trouble?`,
  askChanged: (title: string) => `What changed at ${title} in the last hour?`,
  askNow: (title: string) => `What do I do about ${title} now?`,
  askLogs: (title: string) => `Show the newest errors in the logs of ${title}`,
};

const ru: typeof en = {
  unknownCause: 'что-то не так',
  memory: 'Память',
  memoryLimit: 'Лимит памяти',
  errors: 'Доля неуспешных запросов',
  latency: 'Время ответа (95-й перцентиль)',
  rate: 'Запросов в секунду',
  restarts: 'Перезапуски',
  lag: 'Лаг консьюмера',
  cpu: 'Процессор',
  anomaly: 'Необычно',
  killed: 'Убит по памяти',
  highest: count => `наибольшее из ${count}`,
  changes: 'Изменения',
  events: 'События',
  logs: 'Логи',
  metrics: 'Метрики',
  alerts: 'Алерты',
  withheld: count => `Ещё ${count}, вам не показано`,
  askWhy: title => `Что случилось с ${title}?`,
  askChanged: title => `Что изменилось в ${title} за последний час?`,
  askNow: title => `Что сейчас делать с ${title}?`,
  askLogs: title => `Покажи последние ошибки в логах ${title}`,
};

export type DiagnosisMessages = typeof en;

export const diagnosisMessages: Readonly<Record<Language, DiagnosisMessages>> =
  { en, ru };
