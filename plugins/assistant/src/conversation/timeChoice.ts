import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';

const HOUR_MS = 60 * 60 * 1000;

/** What time a question is about, as the reader chose it. */
export type TimeChoice =
  | { kind: 'now' }
  | { kind: 'last'; hours: number }
  | { kind: 'at'; at: string }
  | { kind: 'window'; from: string; to: string };

export const now: TimeChoice = { kind: 'now' };

/** The choice as the server takes it; what is relative is measured when the question is sent. */
export function requestedTime(
  choice: TimeChoice,
  at: number,
): Pick<AskRequest, 'at' | 'from' | 'to'> {
  switch (choice.kind) {
    case 'last':
      return {
        from: new Date(at - choice.hours * HOUR_MS).toISOString(),
        to: new Date(at).toISOString(),
      };
    case 'at':
      return { at: choice.at };
    case 'window':
      return { from: choice.from, to: choice.to };
    default:
      return {};
  }
}

/** Reads the moment of a link; what is no moment means now. */
export function timeFromLink(at: string | undefined): TimeChoice {
  const time = at ? Date.parse(at) : NaN;
  return Number.isNaN(time)
    ? now
    : { kind: 'at', at: new Date(time).toISOString() };
}

/** Value of a `datetime-local` field, in the reader's time zone. */
export function toFieldValue(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The instant of a `datetime-local` field, or nothing when it is not filled in. */
export function fromFieldValue(value: string): string | undefined {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
