import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';

/** An alert's annotation, where a source writes it into the text of the evidence. */
const IN_TEXT =
  /\brunbook_url["']?\s*[:=]\s*["']?(https?:\/\/[^\s"'<>,;)]{1,500}|\/docs\/[^\s"'<>,;)]{1,300})/i;

/** Where the runbook is that an alert among the evidence names itself. */
export function runbookAddressOf(
  findings: ReadonlyArray<Pick<Finding, 'evidence'>>,
): { url: string; evidenceId: string } | undefined {
  for (const { evidence } of findings) {
    for (const { id, runbookUrl, text } of evidence) {
      const url = runbookUrl ?? IN_TEXT.exec(text)?.[1];
      if (url && isAddress(url)) {
        return { url, evidenceId: id };
      }
    }
  }
  return undefined;
}

/** A web address, or a page of the portal's own documents. */
function isAddress(url: string): boolean {
  if (url.startsWith('/docs/')) {
    return true;
  }
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
