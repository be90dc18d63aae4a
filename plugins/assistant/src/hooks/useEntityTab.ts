import type { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { locationWithParams } from './useLocationParams';

/** Where the tab of the assistant stands on the page of an entity, unless the portal moved it. */
const TAB = 'assistant';

/** Makes links to the tab of an entity, with a question that is drafted there. */
export function useEntityTab(entity: Entity): (question?: string) => string {
  const page = useRouteRef(entityRouteRef)(
    entityRouteParams(entity, { encodeParams: true }),
  );
  return question => locationWithParams(`${page}/${TAB}`, { q: question });
}
