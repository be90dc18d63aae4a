import type {
  AskRequest,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Scope } from '../ask/stages';
import {
  aroundMoment,
  boundWindow,
  MAX_WINDOW_DAYS,
  parseTimeWindow,
  type AskedTime,
  type WindowNote,
} from './time/parseTimeWindow';

const NOTES: Record<WindowNote, Record<Language, string>> = {
  'window-cut': {
    en: `The time asked about is longer than ${MAX_WINDOW_DAYS} days; the last ${MAX_WINDOW_DAYS} days of it are looked at.`,
    ru: `Указанный промежуток длиннее ${MAX_WINDOW_DAYS} дней; рассматриваются последние ${MAX_WINDOW_DAYS} дня.`,
  },
  'window-clipped': {
    en: 'The time asked about reaches into the future; it is looked at up to now.',
    ru: 'Указанный промежуток заходит в будущее; рассматривается время до текущего момента.',
  },
};

export interface ResolveTimeOptions {
  text: string;
  request: Pick<AskRequest, 'at' | 'from' | 'to'>;
  now: Date;
  language: Language;
  timeZone: string;
}

function fromRequest({
  request,
  now,
  language,
}: ResolveTimeOptions): AskedTime | undefined {
  const { at, from, to } = request;
  if (from && to) {
    return boundWindow(
      { from: new Date(from), to: new Date(to) },
      { now, language },
    );
  }
  return at ? aroundMoment(new Date(at), { now, language }) : undefined;
}

/** The time of a question: its own words first, then what was picked or linked to, else now. */
export function resolveTime(
  options: ResolveTimeOptions,
): Pick<Scope, 'window' | 'asOf' | 'notes'> {
  const { now, language, text, timeZone } = options;
  const asked =
    parseTimeWindow(text, { now, timeZone, language }) ?? fromRequest(options);
  if (!asked) {
    return { asOf: now };
  }
  const { window, asOf, notes } = asked;
  return {
    window,
    asOf,
    ...(notes.length > 0 && {
      notes: notes.map(note => NOTES[note][language]),
    }),
  };
}
