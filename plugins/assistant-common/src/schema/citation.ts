import { z } from 'zod';

/**
 * A numbered source of an answer.
 *
 * `url` is a path inside the portal (a TechDocs deep link) or an absolute link; `at` is when the
 * source was last changed, else read.
 * @public
 */
export const citationSchema = z.object({
  number: z.number().int().positive(),
  kind: z.enum(['document', 'signal', 'resource', 'change', 'metric']),
  title: z.string(),
  headingPath: z.array(z.string()),
  url: z.string().optional(),
  entityRef: z.string().optional(),
  entityTitle: z.string().optional(),
  language: z.string().optional(),
  snippet: z.string(),
  at: z.string().optional(),
});
/** @public */
export type Citation = z.infer<typeof citationSchema>;
