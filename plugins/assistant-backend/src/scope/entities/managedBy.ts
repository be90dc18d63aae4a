import { type EntityView, MANAGED_BY_LABEL } from '../../access';
import type { AskedEntity } from '../../ask/stages';

type Manager = NonNullable<AskedEntity['managedBy']>;

const PREFIXES: ReadonlyArray<readonly [RegExp, Manager]> = [
  [/^argocd\/(app-name|app-selector|project-name)$/, 'argocd'],
  [/^(kustomize|helm)\.toolkit\.fluxcd\.io\//, 'flux'],
  [/^meta\.helm\.sh\/release-name$/, 'helm'],
];

const LABELS: Readonly<Record<string, Manager>> = {
  argocd: 'argocd',
  'argo-cd': 'argocd',
  flux: 'flux',
  helm: 'helm',
};

/** Who undoes an imperative change of this entity: with one of these, the release is reverted instead. */
export function managedBy({ annotations }: EntityView): Manager | undefined {
  for (const [pattern, manager] of PREFIXES) {
    for (const key of annotations.keys()) {
      if (pattern.test(key)) {
        return manager;
      }
    }
  }
  return LABELS[
    annotations.get(MANAGED_BY_LABEL)?.toLocaleLowerCase('en-US') ?? ''
  ];
}
