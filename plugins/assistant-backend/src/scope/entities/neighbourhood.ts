import type { EntitySnapshot, EntityView } from '../../access';
import type { IsVisible } from './NameIndex';

/** Parts of a large System that answers are looked for in before everywhere else. */
const MAX_NEIGHBOURS = 50;

/** The entity, its System, what it directly depends on and what it is made of, as far as visible. */
export function neighbourhoodOf(
  view: EntityView,
  snapshot: EntitySnapshot,
  isVisible: IsVisible,
): string[] {
  const refs = [view.ref, ...view.systems, ...view.dependsOn, ...view.parts];
  return [...new Set(refs)]
    .filter(ref => isVisible(ref) && (ref === view.ref || snapshot.get(ref)))
    .slice(0, MAX_NEIGHBOURS);
}
