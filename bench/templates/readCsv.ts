/** Rows of a CSV file with quoted fields, by the names in its first row. */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  // A field with its quotes, then what ends it
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    const [, raw, end] = match;
    const isQuoted = raw.startsWith('"');
    const value = isQuoted ? raw.slice(1, -1).replace(/""/g, '"') : raw;
    rows[rows.length - 1].push(value);
    if (end === '') {
      break;
    }
    if (end !== ',') {
      rows.push([]);
    }
  }
  const [header, ...body] = rows;
  return body
    .filter(row => row.length === header.length)
    .map(row => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}
