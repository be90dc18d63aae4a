import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Bilingual } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { EntitySnapshot } from '../../access';
import type { Asker } from '../../ask/stages';
import type { LinkTemplates } from '../SourceLinks';

/** What stays the same for all readers. */
export interface DisclosureOptions {
  /** Groups that see what belongs to nobody. */
  operators: readonly string[];
  /** Titles of causes that carry no value. */
  causes: ReadonlyMap<string, Bilingual>;
  /** Names of environments that count as production. */
  production: readonly string[];
  links: LinkTemplates;
}

/** Who reads, in which language, with the rights of this moment. */
export interface Viewer extends DisclosureOptions {
  asker: Asker;
  /** For titles of entities that the reader may see. */
  catalog: Pick<EntitySnapshot, 'get'>;
  language: Language;
}

export function titleOf(
  entityRef: string,
  { catalog }: Pick<Viewer, 'catalog'>,
): string {
  return (
    catalog.get(entityRef)?.title ??
    entityRef.slice(entityRef.lastIndexOf('/') + 1)
  );
}
