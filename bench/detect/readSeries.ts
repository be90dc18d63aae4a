import { readFile } from 'node:fs/promises';

/** One series: times in milliseconds since 1970, `NaN` where a row cannot be read. */
export interface Series {
  times: number[];
  values: number[];
}

/** Reads `timestamp,value` with or without a header; other columns are passed over. */
export async function readSeries(file: string): Promise<Series> {
  const rows = (await readFile(file, 'utf8')).split(/\r?\n/);
  if (rows[rows.length - 1] === '') {
    rows.pop();
  }
  if (rows.length > 0 && isHeader(rows[0])) {
    rows.shift();
  }
  const cells = rows.map(row => row.split(','));
  return {
    times: cells.map(([time]) => parseTime(time)),
    values: cells.map(([, value]) => parseValue(value)),
  };
}

/** `2014-02-14 14:30:00`, ISO 8601, or seconds or milliseconds since 1970; without a zone it is UTC. */
export function parseTime(text: string): number {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) {
    const number = Number(trimmed);
    return Math.abs(number) < 1e11 ? number * 1000 : number;
  }
  const iso = trimmed.replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}

function parseValue(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text);
}

function isHeader(row: string): boolean {
  const [time, value] = row.split(',');
  return Number.isNaN(parseTime(time)) && Number.isNaN(parseValue(value));
}
