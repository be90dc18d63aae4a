import { admission } from './admission.mjs';
import { runtime } from './runtime.mjs';
import { scheduling } from './scheduling.mjs';
import { startup } from './startup.mjs';
import { storage } from './storage.mjs';
import { workloads } from './workloads.mjs';

const GROUPS = { admission, scheduling, storage, startup, runtime, workloads };

/**
 * Faults, each with a namespace of its own beside a neighbour that is well.
 *
 * - `causes`: what a diagnosis may call it
 * - `objects`, `before`: manifests that bring it about, and those applied days earlier
 * - `phase`: when it is applied and dumped, if not with most of them
 * - `plays`, `dies`, `unready`: what kubelets, which are played here, would see
 */
export const FAULTS = Object.entries(GROUPS).flatMap(([group, faults]) =>
  faults.map(fault => ({ group, ...fault })),
);
