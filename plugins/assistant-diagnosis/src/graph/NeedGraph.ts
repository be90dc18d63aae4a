import { refKey, type ResourceRef } from '../snapshot/SnapshotInput';

const MAX_DEPTH = 6;

/** Who needs whom; a service, a claim or a node is a node of it like a workload. */
export class NeedGraph {
  private readonly refs = new Map<string, ResourceRef>();
  private readonly edges = new Map<string, Set<string>>();

  add(from: ResourceRef, to: ResourceRef): void {
    const [fromKey, toKey] = [refKey(from), refKey(to)];
    if (fromKey === toKey) {
      return;
    }
    this.refs.set(fromKey, from);
    this.refs.set(toKey, to);
    const targets = this.edges.get(fromKey);
    if (targets) {
      targets.add(toKey);
    } else {
      this.edges.set(fromKey, new Set([toKey]));
    }
  }

  refOf(key: string): ResourceRef | undefined {
    return this.refs.get(key);
  }

  /** Everything that `from` needs, nearest first, with its distance; cycles end. */
  reach(from: string): ReadonlyArray<{ key: string; distance: number }> {
    const found: { key: string; distance: number }[] = [];
    const seen = new Set([from]);
    let frontier = [from];
    for (let distance = 1; distance <= MAX_DEPTH; distance++) {
      const next: string[] = [];
      for (const key of frontier) {
        for (const target of this.edges.get(key) ?? []) {
          if (!seen.has(target)) {
            seen.add(target);
            next.push(target);
          }
        }
      }
      next.sort();
      found.push(...next.map(key => ({ key, distance })));
      frontier = next;
    }
    return found;
  }
}
