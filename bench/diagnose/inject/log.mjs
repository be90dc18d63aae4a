/** What happens, on stderr, with the time. */
export const log = line =>
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
