import { z } from 'zod';
import { answerEventSchema } from './schema';

const knownTypes = new Set<unknown>(
  answerEventSchema.options.map(option => option.shape.type.value),
);

/** Whether this version knows what kind of event something is. */
export function isKnownEvent(json: unknown): boolean {
  return isObject(json) && knownTypes.has(json.type);
}

/**
 * Reads stored answers, and conversations of them, without the events that only a newer server
 * knows: one of them must not take the whole conversation from the reader.
 */
export function withKnownEvents<T extends z.ZodTypeAny>(schema: T) {
  return z.preprocess(dropUnknownEvents, schema);
}

function dropUnknownEvents(json: unknown): unknown {
  if (!isObject(json)) {
    return json;
  }
  const { events, answers } = json;
  return {
    ...json,
    ...(Array.isArray(events) ? { events: events.filter(isKnownEvent) } : {}),
    ...(Array.isArray(answers)
      ? { answers: answers.map(dropUnknownEvents) }
      : {}),
  };
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null;
}
