import type { DocumentBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { z } from 'zod';
import { everyone } from './documents';

const { signal } = new AbortController();

export const seenSchema = z.object({
  state: z.string().optional(),
  documents: z.number().optional(),
  chunks: z.number().optional(),
  embedded: z.number().optional(),
  /** Hits of a search for at most ten. */
  hits: z.number(),
  /** Chunks that are read of the entity. */
  read: z.number(),
  /** Different builds that these chunks are of. */
  builds: z.number(),
  building: z.number(),
  failed: z.number(),
});

/** What a reader sees of the active generation, and what is left of builds. */
export type Seen = z.infer<typeof seenSchema>;

/** Reads the base as people do; chunks say `… of build N`, so that a mixture would be seen. */
export async function readSeen(documents: DocumentBase): Promise<Seen> {
  const { active, generations } = await documents.status();
  const now = generations.find(({ generation }) => generation === active);
  const reader = await documents.open({ signal });
  const hits = await reader?.search({
    filter: everyone,
    text: 'restart pods',
    limit: 10,
    signal,
  });
  const all = await reader?.readScope({
    filter: everyone,
    entityRefs: ['component:default/checkout'],
    maxChunks: 1_000,
    signal,
  });
  const count = (state: string) =>
    generations.filter(each => each.state === state).length;
  return {
    state: now?.state,
    documents: now?.documents,
    chunks: now?.chunks,
    embedded: now?.embedded,
    hits: hits?.length ?? 0,
    read: all?.length ?? 0,
    builds: new Set(all?.map(({ body }) => body.replace(/.*of build/, '')))
      .size,
    building: count('building'),
    failed: count('failed'),
  };
}
