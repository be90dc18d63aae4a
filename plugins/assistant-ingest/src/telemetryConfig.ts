import { z } from 'zod';
import { count, flag, seconds, section } from './configValues';

const pattern = z.string().min(1).max(300);
const regularExpression = z
  .string()
  .max(1000)
  .transform((text, context) => {
    try {
      return new RegExp(text, 'u');
    } catch (error) {
      context.addIssue({ code: 'custom', message: String(error) });
      return z.NEVER;
    }
  });

/** What is read of the systems that run, and how. */
export const telemetrySchema = section({
  enabled: flag.default(true),
  replay: z
    .array(
      section({
        id: z.string().regex(/^[\w.-]{1,60}$/),
        path: z.string().min(1),
        hold: flag.default(true),
      }),
    )
    .max(50)
    .default([]),
  redact: z.array(regularExpression).max(100).default([]),
  mapping: z
    .array(
      section({
        instance: pattern.optional(),
        namespace: pattern.optional(),
        kind: pattern.optional(),
        name: pattern.optional(),
        label: pattern.optional(),
        entityRef: z.string().min(3).max(300),
      }),
    )
    .max(1000)
    .default([]),
  mappingSeconds: seconds.default(10),
  maxRecordsPerRead: count(100, 100_000).default(2_000),
  // read by the package that keeps the base
  retention: z.unknown(),
  maxBytes: z.unknown(),
});

/** The section is shared: its other keys belong to the other packages. */
export const environmentsSchema = z
  .object({
    default: z.string().min(1).default('prod'),
    instances: z.record(z.string().min(1)).default({}),
    namespaces: z
      .array(section({ pattern, environment: z.string().min(1) }))
      .max(1000)
      .default([]),
  })
  .passthrough();
