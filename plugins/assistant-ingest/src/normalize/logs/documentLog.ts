import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { LogRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { isObject, readPath, readText } from '../readPath';
import { readTime } from '../readTime';
import { originOf } from './originOf';
import { severityOfLine, severityOfWord } from './severity';

/**
 * Reads one JSON document of a log shipper: Beats and ECS, Logstash, Fluent Bit, Fluentd or Docker.
 *
 * Returns `undefined` when it holds no message. A message that is JSON itself is read once more, as
 * structured loggers write it.
 */
export function documentLog(
  document: JsonObject,
  options: { instance: string; at: number },
): LogRecord | undefined {
  const merged = { ...document, ...nested(document) };
  const message = readText(
    merged,
    'message',
    'log_processed.message',
    'log_processed.msg',
    'log',
    'msg',
    'event.original',
  );
  const stack = readText(
    merged,
    'error.stack_trace',
    'exception.stacktrace',
    'stack_trace',
    'log_processed.stack_trace',
    'exc_info',
  );
  const thrown = [
    readText(merged, 'error.type'),
    readText(merged, 'error.message'),
  ]
    .filter(Boolean)
    .join(': ');
  const body = [
    message?.replace(/\n+$/, ''),
    stack === undefined && !message?.includes(thrown) ? thrown : undefined,
    stack && !message?.includes(stack) ? stack : undefined,
  ]
    .filter(Boolean)
    .join('\n');
  if (body === '') {
    return undefined;
  }
  const word = readText(
    merged,
    'log.level',
    'level',
    'severity',
    'log_processed.level',
    'loglevel',
    'levelname',
  );
  const severity = severityOfWord(word);
  return {
    kind: 'log',
    at: timeOf(merged) ?? options.at,
    origin: originOf(merged, options.instance),
    severity: severity === 'unknown' ? severityOfLine(body) : severity,
    body,
    traceId: readText(merged, 'trace.id', 'traceId', 'trace_id'),
    stream: streamOf(merged),
  };
}

/** Fields of a JSON message or of Fluent Bit's `log`, which win over the envelope's. */
function nested(document: JsonObject): JsonObject {
  for (const path of ['message', 'log']) {
    const text = readPath(document, path);
    if (typeof text === 'string' && /^\s*\{/.test(text)) {
      const parsed = parseJson(text);
      if (
        isObject(parsed) &&
        readText(parsed, 'message', 'msg', 'log', 'event')
      ) {
        return {
          ...parsed,
          message: readText(parsed, 'message', 'msg', 'log', 'event'),
        };
      }
    }
  }
  return {};
}

const timeOf = (document: JsonObject) =>
  ['@timestamp', 'time', 'timestamp', 'ts', 'event.created'].flatMap(
    path => readTime(readPath(document, path)) ?? [],
  )[0];

/** Documents of one stream may be parts of one message. */
function streamOf(document: JsonObject): string | undefined {
  const file = readText(
    document,
    'log.file.path',
    'kubernetes.docker_id',
    'container.id',
  );
  const channel = readText(document, 'stream');
  return file && channel ? `${file}|${channel}` : file;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
