/**
 * The address of a link from a document or a model, if it may be followed: a web address, or a
 * path inside the portal. Everything else, also `//host`, is refused.
 */
export function safeLink(href: string | undefined): string | undefined {
  if (!href) {
    return undefined;
  }
  if (/^https?:\/\/[^\s]+$/i.test(href)) {
    return href;
  }
  // a backslash counts as a slash in browsers: `/\host` leaves the portal
  return /^\/(?![/\\])[^\s\\]*$/.test(href) ? href : undefined;
}
