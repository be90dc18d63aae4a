import type { Knex } from 'knex';
import { storableText } from '../../sql';

/** Renames or pins one's own conversation; `false` if there is none. */
export async function updateConversation(
  knex: Knex,
  options: {
    id: string;
    ownerRef: string;
    title?: string;
    pinned?: boolean;
    at: Date;
  },
): Promise<boolean> {
  const { id, ownerRef, title, pinned, at } = options;
  const changed = await knex('conversation')
    .where({ id, owner_ref: ownerRef })
    .update({
      ...(title === undefined ? {} : { title: storableText(title) }),
      ...(pinned === undefined ? {} : { pinned }),
      updated_at: at,
    });
  return changed > 0;
}
