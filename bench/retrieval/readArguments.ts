import { parseArgs } from 'node:util';

/** Command line of the retrieval measures; wrong words end with how it goes. */
export function readArguments() {
  const { values } = parseArgs({
    options: {
      docs: { type: 'string' },
      queries: { type: 'string', multiple: true },
      alerts: { type: 'string' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}
