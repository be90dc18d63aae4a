import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';

/** What a change is besides its short text; nothing where the text says it all. */
export function detailOfChange({
  text,
  detail,
}: NonNullable<Finding['change']>): string | undefined {
  return detail && !text.includes(detail) ? detail : undefined;
}
