import { LogTemplateMiner } from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** One pass with a fresh miner; ids are those that the templates have in the end. */
export function mineLines(lines: readonly string[]) {
  const miner = LogTemplateMiner.create();
  const seen = lines.map(line => miner.add(line));
  // What was forgotten meanwhile keeps the template that it had
  const found = seen.map(template => miner.current(template.id) ?? template);
  return {
    ids: found.map(({ id }) => id),
    templates: Object.fromEntries(found.map(({ id, text }) => [id, text])),
  };
}
