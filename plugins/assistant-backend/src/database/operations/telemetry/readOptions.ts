import type { Visibility } from './visibility';

/** What all reads of one snapshot share. */
export interface ReadOptions {
  visibility: Visibility;
  /** Moment that is judged. */
  at: number;
  /** Where the history begins. */
  since: number;
}
