import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';

export type ConversationGroup = {
  key: 'pinned' | 'today' | 'week' | 'older';
  items: ConversationSummary[];
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Pinned first, then by the day of the last answer in the reader's own time zone; empty groups fall away. */
export function groupConversations(
  conversations: ConversationSummary[],
  now: number,
): ConversationGroup[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  const groups: ConversationGroup[] = [
    { key: 'pinned', items: [] },
    { key: 'today', items: [] },
    { key: 'week', items: [] },
    { key: 'older', items: [] },
  ];
  const newestFirst = [...conversations].sort(
    (a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt),
  );
  for (const conversation of newestFirst) {
    const updated = Date.parse(conversation.updatedAt);
    let index = 3;
    if (conversation.pinned) {
      index = 0;
    } else if (updated >= today) {
      index = 1;
    } else if (updated >= today - 6 * DAY_MS) {
      index = 2;
    }
    groups[index].items.push(conversation);
  }
  return groups.filter(({ items }) => items.length > 0);
}
